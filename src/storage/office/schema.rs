//! The tables of `office`, as diesel sees them; a test compares them with the databases.

diesel::table! {
    organisations (id) {
        id -> Text,
        slug -> Text,
        name -> Text,
        look -> Text,
        crest -> Binary,
        needs_second_factor -> Bool,
        publisher -> Text,
        keep_months -> Nullable<Integer>,
    }
}

diesel::table! {
    staff (id) {
        id -> Text,
        last_organisation_id -> Text,
        email -> Text,
        password_hash -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    memberships (staff_id, organisation_id) {
        staff_id -> Text,
        organisation_id -> Text,
        roles -> Text,
        is_active -> Bool,
        is_accepted -> Bool,
        signed_in_on -> Nullable<Text>,
    }
}

diesel::table! {
    account_links (token_hash) {
        token_hash -> Text,
        staff_id -> Text,
        organisation_id -> Nullable<Text>,
        expires_at -> BigInt,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        staff_id -> Text,
        organisation_id -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        proved_at -> BigInt,
        is_half -> Bool,
    }
}

diesel::table! {
    second_factors (staff_id) {
        staff_id -> Text,
        sealed -> Binary,
        is_confirmed -> Bool,
        last_step -> BigInt,
        failed -> BigInt,
        failed_at -> BigInt,
    }
}

diesel::table! {
    passkeys (id) {
        id -> Text,
        staff_id -> Text,
        name -> Text,
        credential -> Text,
        added_on -> Text,
        used_on -> Nullable<Text>,
    }
}

diesel::table! {
    identities (staff_id) {
        staff_id -> Text,
        issuer -> Text,
        subject -> Text,
        linked_on -> Text,
    }
}

diesel::table! {
    recovery_codes (staff_id, hash) {
        staff_id -> Text,
        hash -> Text,
    }
}

diesel::table! {
    versions (id) {
        id -> Text,
        organisation_id -> Text,
        questionnaire -> Text,
        number -> Integer,
        hash -> Text,
        document -> Text,
        published_at -> BigInt,
    }
}

diesel::table! {
    surveys (id) {
        id -> Text,
        organisation_id -> Text,
        slug -> Text,
        version_id -> Text,
        mode -> Text,
        batch -> Integer,
        opens_on -> Nullable<Text>,
        closes_on -> Nullable<Text>,
        offers -> Text,
        is_paused -> Bool,
        is_closed -> Bool,
        planned_until -> Nullable<Text>,
        is_archived -> Bool,
        study -> Text,
        wave -> Integer,
    }
}

diesel::table! {
    deleted_surveys (survey_id) {
        survey_id -> Text,
        slug -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(deleted_surveys, surveys);

diesel::table! {
    survey_versions (survey_id, ordinal) {
        survey_id -> Text,
        ordinal -> Integer,
        version_id -> Text,
        line -> Integer,
    }
}

diesel::joinable!(survey_versions -> versions (version_id));
diesel::allow_tables_to_appear_in_same_query!(survey_versions, versions);

diesel::table! {
    invitations (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        stratum -> Text,
        is_done -> Bool,
        opted_out -> Bool,
    }
}

diesel::table! {
    contacts (survey_id, id) {
        survey_id -> Text,
        id -> Text,
        purpose -> Text,
        address -> Text,
    }
}

diesel::table! {
    arrivals (survey_id, id) {
        survey_id -> Text,
        id -> Text,
    }
}

diesel::table! {
    jobs (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        kind -> Text,
        arguments -> Text,
        state -> Text,
        phase -> Text,
        done -> BigInt,
        total -> BigInt,
        attempts -> Integer,
        not_before -> BigInt,
        holder -> Nullable<Text>,
        cancel_requested -> Bool,
        result -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    audit (id) {
        id -> BigInt,
        organisation_id -> Nullable<Text>,
        at -> BigInt,
        actor -> Text,
        action -> Text,
        object -> Text,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    refusals (account) {
        account -> Text,
        since -> BigInt,
        attempts -> BigInt,
    }
}

diesel::table! {
    clock (id) {
        id -> Text,
        seen_at -> BigInt,
        steady_since -> BigInt,
        has_leapt -> Bool,
        counted_since -> BigInt,
        unseen -> BigInt,
        unseen_before -> BigInt,
    }
}

diesel::table! {
    set_aside (survey_id) {
        survey_id -> Text,
        responses -> BigInt,
        messages -> BigInt,
        doubles -> BigInt,
        damaged -> BigInt,
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
    manuscripts (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        document -> Text,
        revision -> BigInt,
        changed_at -> BigInt,
        changed_by -> Text,
    }
}

diesel::table! {
    manuscript_changes (manuscript_id, number) {
        manuscript_id -> Text,
        number -> BigInt,
        made_at -> BigInt,
        made_by -> Text,
        edit -> Text,
        inverse -> Text,
        undoes -> Nullable<BigInt>,
    }
}

diesel::table! {
    manuscript_comments (manuscript_id, number) {
        manuscript_id -> Text,
        number -> BigInt,
        element -> Text,
        answers -> Nullable<BigInt>,
        words -> Text,
        made_at -> BigInt,
        made_by -> Text,
        done_at -> Nullable<BigInt>,
        done_by -> Nullable<Text>,
        pretest -> Nullable<BigInt>,
        guest -> Nullable<Text>,
        page -> Nullable<Text>,
    }
}

diesel::table! {
    pretests (manuscript_id, number) {
        manuscript_id -> Text,
        number -> BigInt,
        token_hash -> Text,
        document -> Text,
        made_at -> BigInt,
        made_by -> Text,
        last_day -> Text,
        ended_at -> Nullable<BigInt>,
        began -> BigInt,
        finished -> BigInt,
    }
}

diesel::table! {
    media (organisation_id, hash) {
        organisation_id -> Text,
        hash -> Text,
        size -> BigInt,
        bytes -> Binary,
    }
}

diesel::table! {
    manuscript_media (manuscript_id, hash) {
        manuscript_id -> Text,
        hash -> Text,
    }
}

diesel::joinable!(sessions -> staff (staff_id));
diesel::joinable!(account_links -> staff (staff_id));
diesel::joinable!(memberships -> staff (staff_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(manuscript_media -> manuscripts (manuscript_id));
diesel::allow_tables_to_appear_in_same_query!(manuscript_media, manuscripts, media);
diesel::allow_tables_to_appear_in_same_query!(
    sessions,
    account_links,
    staff,
    memberships,
    organisations
);
