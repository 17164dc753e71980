//! Queries to a rare-disease database that neither show the patient to the database nor the
//! database to the asker.
