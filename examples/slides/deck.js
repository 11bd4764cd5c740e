import Reveal from "../../node_modules/reveal.js/dist/reveal.mjs";

// reveal.js scales slides with a transform, which dragging on a map could not follow.
const deck = new Reveal({ hash: true, width: "100%", height: "100%", margin: 0.02 });
await deck.initialize();

// The race begins when its slide is shown, and the arrow keys stay the deck's.
deck.on("slidechanged", ({ currentSlide }) => currentSlide.querySelector(".guess")?.play());
