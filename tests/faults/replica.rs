//! What is live is read from a replica.
