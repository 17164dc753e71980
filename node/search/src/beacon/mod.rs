//! GA4GH Beacon v2.
