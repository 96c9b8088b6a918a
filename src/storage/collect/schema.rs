//! The tables of `collect`, as diesel sees them; a test compares them with the databases.

diesel::table! {
    surveys (id) {
        id -> Text,
        organisation_id -> Text,
        slug -> Text,
        version_hash -> Text,
        document -> Text,
        mode -> Text,
        batch -> Integer,
        opens_on -> Nullable<Text>,
        closes_on -> Nullable<Text>,
        offers -> Text,
        look -> Text,
        is_paused -> Bool,
        room -> Integer,
        is_closed -> Bool,
    }
}

diesel::table! {
    earlier_versions (survey_id, hash) {
        survey_id -> Text,
        hash -> Text,
        goes_on_as -> Text,
        document -> Text,
    }
}

diesel::table! {
    codes (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        stratum -> Text,
    }
}

diesel::table! {
    drafts (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        mark -> Integer,
        sealed -> Binary,
        week -> Integer,
    }
}

diesel::table! {
    spent (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        is_copied -> Bool,
    }
}

diesel::table! {
    inbox (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        sealed -> Binary,
        batch -> Nullable<Text>,
        door -> Text,
        stratum -> Text,
        version -> Text,
    }
}

diesel::table! {
    outbox (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        kind -> Text,
        sealed -> Binary,
        batch -> Nullable<Text>,
    }
}

diesel::table! {
    attachments (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        draft_id -> Nullable<Text>,
        week -> Nullable<Integer>,
        size -> Binary,
        sealed -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(attachments, drafts);

diesel::table! {
    media (hash) {
        hash -> Text,
        bytes -> Binary,
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
    submissions (survey_id) {
        survey_id -> Text,
        number -> BigInt,
        moved -> BigInt,
    }
}

diesel::table! {
    withdrawn (survey_id, id) {
        survey_id -> Text,
        id -> Text,
    }
}

diesel::table! {
    full_quotas (survey_id, name) {
        survey_id -> Text,
        name -> Text,
    }
}

diesel::table! {
    deleted_surveys (survey_id) {
        survey_id -> Text,
        slug -> Text,
    }
}
