//! What the command line does besides reading its arguments and printing: running files of stored trajectories again.

pub mod replay;
