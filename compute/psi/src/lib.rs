//! Private set intersection: how many people two registries share, without showing anybody else.
