//! The tables of `results`, as diesel sees them; a test compares them with the databases.

diesel::table! {
    responses (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        version_hash -> Text,
        document -> Text,
        door -> Text,
        stratum -> Text,
    }
}

diesel::table! {
    withdrawals (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        response_id -> Text,
    }
}

diesel::table! {
    batches (survey_id, id) {
        survey_id -> Text,
        id -> Text,
    }
}

diesel::table! {
    attachments (survey_id, response_id, name) {
        survey_id -> Text,
        response_id -> Text,
        name -> Text,
        body -> Binary,
    }
}

diesel::table! {
    installation (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    generations (store) {
        store -> Text,
        generation -> BigInt,
    }
}

diesel::table! {
    moved (survey_id, mark) {
        survey_id -> Text,
        mark -> Text,
    }
}

diesel::table! {
    spent (survey_id, mark) {
        survey_id -> Text,
        mark -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    withdrawn (survey_id, id) {
        survey_id -> Text,
        id -> Text,
    }
}

diesel::table! {
    quota_counts (survey_id, name) {
        survey_id -> Text,
        name -> Text,
        responses -> BigInt,
        is_full -> Bool,
    }
}

diesel::table! {
    deleted_surveys (survey_id) {
        survey_id -> Text,
        slug -> Text,
    }
}
