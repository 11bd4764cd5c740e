//! Names beside the heads.
