//! Lessons: experiments with a text and a claim that a test asserts.
