//! Round numbers for ticks.
