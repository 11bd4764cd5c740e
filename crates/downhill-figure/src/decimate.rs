//! Leaves out points that nobody would miss.
