/* Generated from the live schema by `passdesk tables`; a test compares the two. Do not edit. */

import type { Knex } from "knex";

export interface Tables {
  auth_user: {
    id: number;
    first_name: string | null;
    last_name: string | null;
    email: string | null;
    common_email: string | null;
    phone_number: string | null;
    country_code: string | null;
    registration_id: string | null;
    registration_key: string | null;
    access_token: string | null;
    security_key: string | null;
    device_token: string | null;
    google_id: string | null;
    facebook_id: string | null;
    apple_id: string | null;
    is_active: string;
    is_guest: string;
    enterprise_id: number | null;
    created_on: string | null;
  };
  bytemark_order_items: {
    id: number;
    order_id: number;
    order_uuid: string | null;
    oauth_token: string | null;
    product_uuid: string | null;
    pass_uuid: string | null;
    created_on: string;
  };
  bytemark_order_payments: {
    id: number;
    payment_id: number;
    payment_type: string | null;
    total_price: string | null;
    user_id: number;
    order_id: number;
    order_uuid: string | null;
    f_token_id: number;
    created_on: string;
    modified_on: string;
  };
  bytemark_orders: {
    id: number;
    user_id: number;
    oauth_token: string | null;
    order_uuid: string | null;
    amount: string | null;
    card_uuid: string | null;
    status: number;
    resultData: string | null;
    postData: string | null;
    created_on: string;
    modified_on: string;
  };
  bytemark_pass: {
    id: number;
    oauth_token: string | null;
    pass_uuid: string | null;
    event_uuid: string | null;
    time_used: string | null;
    provider: string;
    user_id: number | null;
    resolved_by: string | null;
    serial: string | null;
    product_uuid: string | null;
    product_name: string | null;
    order_uuid: string | null;
    status: string | null;
    time_created: string | null;
    expiration: string | null;
    allowed_uses: number | null;
    uses_count: number | null;
    device_locked: number;
    provider_modified: string | null;
    payload_hash: string | null;
    synced_on: string | null;
    drift: string | null;
    duplicate_of: number | null;
    settled_expiration: string | null;
    created_on: string | null;
    modified_on: string | null;
    pd_time_used: string | null;
    settled_status: string | null;
  };
  bytemark_pass_archive: {
    id: number;
    oauth_token: string | null;
    pass_uuid: string | null;
    event_uuid: string | null;
    time_used: string | null;
    provider: string;
    user_id: number | null;
    resolved_by: string | null;
    serial: string | null;
    product_uuid: string | null;
    product_name: string | null;
    order_uuid: string | null;
    status: string | null;
    time_created: string | null;
    expiration: string | null;
    allowed_uses: number | null;
    uses_count: number | null;
    device_locked: number;
    provider_modified: string | null;
    payload_hash: string | null;
    synced_on: string | null;
    drift: string | null;
    duplicate_of: number | null;
    settled_expiration: string | null;
    created_on: string | null;
    modified_on: string | null;
    archived_on: string;
    archive_run_id: string | null;
    pd_time_used: string | null;
    settled_status: string | null;
  };
  bytemark_ticket_refresh_log: {
    id: number;
    user_id: number;
    activity_type: number;
    status: number;
    note: string | null;
    scheduled_on: string | null;
    created_on: string;
    modified_on: string;
  };
  bytemark_tokens: {
    id: number;
    user_id: number;
    email: string | null;
    password: string | null;
    token: string | null;
    status: string | null;
    created_on: string;
    modified_on: string;
  };
  internal_user_tag: {
    id: number;
    user_id: number;
    tag: string | null;
    created_on: string;
    modified_on: string;
  };
  pd_account_token: {
    id: number;
    user_id: number;
    token_hash: string | null;
  };
  pd_archive_block: {
    reason: string;
  };
  pd_archive_run: {
    id: string;
    direction: string;
    state: string;
    actor_id: number | null;
    actor_name: string;
    ask: unknown;
    schedule_id: string | null;
    job_id: string | null;
    resume_point: unknown;
    rows_total: number | null;
    rows_done: number;
    rows_kept: number;
    error_message: string | null;
    created_on: string;
    started_on: string | null;
    finished_on: string | null;
    modified_on: string;
  };
  pd_audit: {
    id: string;
    action: string;
    actor_type: string;
    actor_id: string | null;
    actor_name: string;
    actor_role: string | null;
    subject_type: string | null;
    subject_id: string | null;
    before_values: unknown;
    after_values: unknown;
    reason_code: string | null;
    reason_note: string | null;
    case_ref: string | null;
    data: unknown;
    request_id: string | null;
    op_id: string | null;
    created_on: string;
    mac: string | null;
  };
  pd_audit_check: {
    id: string;
    checked_on: string;
    actor_name: string;
    entries: string;
    last_seq: string;
    hash: string | null;
    is_whole: number;
    first_bad_id: string | null;
    problem: string | null;
    verdict: string | null;
    mac: string | null;
  };
  pd_audit_link: {
    seq: string;
    audit_id: string;
    hash: string;
  };
  pd_audit_seal: {
    id: string;
    last_seq: string;
    hash: string;
    mac: string;
    sealed_on: string;
  };
  pd_bulk: {
    id: string;
    undo_of: string | null;
    state: string;
    actor_id: number | null;
    actor_name: string;
    search: string | null;
    changes: unknown;
    reason_code: string | null;
    reason_note: string | null;
    case_ref: string | null;
    pin_until: string | null;
    is_pinned: number;
    frozen_on: string;
    last_planned_id: number;
    matched: number;
    will_change: number;
    unchanged: number;
    refused: number;
    changed: number;
    skipped: number;
    failed: number;
    needs_approval: number;
    approved_by: number | null;
    approved_name: string | null;
    approved_on: string | null;
    job_id: string | null;
    tally: unknown;
    error_message: string | null;
    created_on: string;
    started_on: string | null;
    finished_on: string | null;
    modified_on: string;
  };
  pd_bulk_item: {
    bulk_id: string;
    pass_id: number;
    outcome: string;
    why: string | null;
    version: string;
    audit_id: string | null;
  };
  pd_drift: {
    id: string;
    pass_id: number;
    class: string;
    seen_on: string;
    resolved_on: string | null;
    resolution: string | null;
  };
  pd_export: {
    id: string;
    name: string;
    owner_id: number;
    owner_name: string;
    state: string;
    format: string;
    search: string;
    columns_list: string;
    time_zone: string;
    schedule_id: string | null;
    job_id: string | null;
    frozen_on: string | null;
    last_pass_id: number | null;
    resume_point: unknown;
    rows_done: string;
    rows_total: string | null;
    bytes: string | null;
    sha256: string | null;
    error_message: string | null;
    downloads: number;
    created_on: string;
    started_on: string | null;
    finished_on: string | null;
    expires_on: string | null;
    modified_on: string;
  };
  pd_fare_rule: {
    provider: string;
    product_uuid: string;
    rule: unknown;
    modified_on: string;
  };
  pd_internal_user: {
    user_id: number;
    tag: string | null;
  };
  pd_job: {
    id: string;
    kind: string;
    lane: string;
    payload: unknown;
    state: string;
    subject_type: string | null;
    subject_id: string | null;
    actor_id: number | null;
    actor_name: string;
    unique_key: string | null;
    run_after: string;
    attempts: number;
    most_attempts: number;
    owner: string | null;
    fence: string;
    lease_until: string | null;
    cancel_asked_on: string | null;
    rows_done: string | null;
    rows_total: string | null;
    error_code: string | null;
    error_message: string | null;
    created_on: string;
    started_on: string | null;
    finished_on: string | null;
    modified_on: string;
  };
  pd_kept_pass: {
    id: number;
  };
  pd_note: {
    id: string;
    subject_type: string;
    subject_id: number;
    author_id: number;
    author_name: string;
    author_role: string;
    text: string;
    case_ref: string | null;
    created_on: string;
    edited_on: string | null;
  };
  pd_operation: {
    op_id: string;
    request_hash: string;
    answer: string;
    created_on: string;
  };
  pd_order: {
    id: number;
    user_id: number;
    order_uuid: string | null;
    status: number;
    created_on: string | null;
    raw_created_on: string;
  };
  pd_order_item: {
    id: number;
    order_id: number;
    order_uuid: string | null;
    pass_uuid: string | null;
    product_uuid: string | null;
  };
  pd_order_item_token: {
    id: number;
    order_id: number;
    token_hash: string | null;
  };
  pd_order_reference: {
    reference: string;
    provider: string;
    order_uuid: string;
  };
  pd_order_token: {
    id: number;
    user_id: number;
    token_hash: string | null;
  };
  pd_outbox: {
    id: string;
    event: string;
    subject_type: string;
    subject_id: string;
    data: unknown;
    created_on: string;
  };
  pd_pass: {
    id: number;
    provider: string;
    pass_uuid: string | null;
    serial: string | null;
    user_id: number | null;
    resolved_by: string | null;
    product_uuid: string | null;
    product_name: string | null;
    order_uuid: string | null;
    event_uuid: string | null;
    status: string | null;
    time_created: string | null;
    time_used: string | null;
    raw_time_used: string | null;
    expiration: string | null;
    allowed_uses: number | null;
    uses_count: number | null;
    device_locked: number;
    drift: string | null;
    duplicate_of: number | null;
    synced_on: string | null;
    created_on: string | null;
    raw_created_on: string | null;
    modified_on: string | null;
    raw_modified_on: string | null;
    provider_modified: string | null;
    payload_hash: string | null;
    settled_expiration: string | null;
    settled_status: string | null;
  };
  pd_pass_archive: {
    id: number;
    provider: string;
    pass_uuid: string | null;
    serial: string | null;
    user_id: number | null;
    resolved_by: string | null;
    product_uuid: string | null;
    product_name: string | null;
    order_uuid: string | null;
    event_uuid: string | null;
    status: string | null;
    time_created: string | null;
    time_used: string | null;
    raw_time_used: string | null;
    expiration: string | null;
    allowed_uses: number | null;
    uses_count: number | null;
    device_locked: number;
    drift: string | null;
    duplicate_of: number | null;
    synced_on: string | null;
    created_on: string | null;
    raw_created_on: string | null;
    modified_on: string | null;
    raw_modified_on: string | null;
    provider_modified: string | null;
    payload_hash: string | null;
    settled_expiration: string | null;
    settled_status: string | null;
    archived_on: string;
    archive_run_id: string | null;
  };
  pd_pass_identity: {
    provider: string;
    pass_uuid: string;
    pass_id: number;
  };
  pd_pass_pin: {
    pass_id: number;
    field: string;
    until_time: string | null;
    audit_id: string;
    created_on: string;
  };
  pd_pass_route: {
    pass_id: number;
    route: string;
    user_id: number;
    seen_on: string;
  };
  pd_pass_token: {
    id: number;
    pass_uuid: string | null;
    user_id: number | null;
    resolved_by: string | null;
    token_hash: string | null;
  };
  pd_payment: {
    id: number;
    user_id: number;
    order_uuid: string | null;
    payment_type: string | null;
    total_price: string | null;
    created_on: string | null;
    raw_created_on: string;
  };
  pd_person: {
    id: number;
    name: string;
    email: string;
    role: string;
    disabled_on: string | null;
    created_on: string;
  };
  pd_points: {
    id: number;
    user_id: number;
    activity_type: number;
    note: string | null;
    points: string | null;
    created_on: string | null;
    raw_created_on: string;
    balance: string | null;
  };
  pd_portal_table: {
    table_name: string;
    engine: string;
    as_before: string;
    seen_on: string;
  };
  pd_preference: {
    user_id: number;
    name: string;
    value: unknown;
    modified_on: string;
  };
  pd_refresh: {
    id: number;
    user_id: number;
    activity_type: number;
    status: number;
    scheduled_on: string | null;
    created_on: string | null;
    raw_created_on: string;
  };
  pd_rider: {
    id: number;
    first_name: string | null;
    last_name: string | null;
    email: string | null;
    common_email: string | null;
    phone_number: string | null;
    is_guest: string;
    created_on: string | null;
    raw_created_on: string | null;
  };
  pd_schedule: {
    id: string;
    name: string;
    kind: string;
    cron: string;
    payload: unknown;
    built_in_key: string | null;
    owner_id: number | null;
    owner_name: string;
    is_enabled: number;
    paused_reason: string | null;
    next_on: string | null;
    last_on: string | null;
    last_job_id: string | null;
    created_on: string;
    modified_on: string;
  };
  pd_session: {
    id: string;
    user_id: number;
    created_on: string;
    last_seen_on: string;
    expires_on: string;
    ended_on: string | null;
    address: string | null;
    user_agent: string | null;
  };
  pd_setting: {
    name: string;
    value: unknown;
    modified_on: string;
  };
  pd_sign_in_failure: {
    id: string;
    account_key: string;
    address_key: string;
    failed_on: string;
  };
  pd_snapshot: {
    provider: string;
    pass_uuid: string;
    remote: unknown;
    payload_hash: string | null;
    taken_on: string;
  };
  pd_token: {
    id: number;
    user_id: number;
    status: string | null;
  };
  pd_user: {
    id: number;
    email: string;
    name: string;
    role: string;
    password_hash: string;
    is_demo: number;
    disabled_on: string | null;
    created_on: string;
    modified_on: string;
  };
  pd_view: {
    id: number;
    owner_id: number;
    owner_key: number;
    name: string;
    search: string;
    search_hash: string;
    shown_columns: string | null;
    created_on: string;
    modified_on: string;
  };
  points_transaction: {
    id: number;
    user_id: number;
    activity_type: number;
    points: string;
    balance: string;
    note: string | null;
    payer: number | null;
    payee: number | null;
    ref_transaction_id: number | null;
    created_on: string;
  };
  ticket_transaction: {
    id: number;
    payment_type: string | null;
    total_price: string | null;
    user_id: string | null;
    user_uuid: string | null;
    order_time: string | null;
    ticket_item_id: number | null;
    active_time: string | null;
    test_account: number;
    created_on: string;
  };
  token_transaction: {
    id: number;
    user_id: number;
    activity_type: number;
    tokens: string;
    balance: string;
    f_agency_id: number;
    agency_name: string | null;
    f_token_id: number;
    token_name: string | null;
    f_campaign_id: number;
    note: string | null;
    issued_on: string | null;
    expired_on: string | null;
    created_on: string;
  };
}

export type TableName = keyof Tables;

/* Exact numbers and times are read as text; they are written as numbers and dates too, and ids as the text they came in. */
type Written<V> = V | (V extends string ? number | Date : V extends number ? string : never) | Knex.Raw;
type WrittenRow<T extends TableName> = { [C in keyof Tables[T]]?: Written<Tables[T][C]> };
type Built<T extends TableName> = Knex.CompositeTableType<
  Tables[T],
  WrittenRow<T>,
  WrittenRow<T>,
  WrittenRow<T>
>;

// The query builder knows every table: a column that is not there does not compile.
declare module "knex/types/tables" {
  interface Tables {
    auth_user: Built<"auth_user">;
    bytemark_order_items: Built<"bytemark_order_items">;
    bytemark_order_payments: Built<"bytemark_order_payments">;
    bytemark_orders: Built<"bytemark_orders">;
    bytemark_pass: Built<"bytemark_pass">;
    bytemark_pass_archive: Built<"bytemark_pass_archive">;
    bytemark_ticket_refresh_log: Built<"bytemark_ticket_refresh_log">;
    bytemark_tokens: Built<"bytemark_tokens">;
    internal_user_tag: Built<"internal_user_tag">;
    pd_account_token: Built<"pd_account_token">;
    pd_archive_block: Built<"pd_archive_block">;
    pd_archive_run: Built<"pd_archive_run">;
    pd_audit: Built<"pd_audit">;
    pd_audit_check: Built<"pd_audit_check">;
    pd_audit_link: Built<"pd_audit_link">;
    pd_audit_seal: Built<"pd_audit_seal">;
    pd_bulk: Built<"pd_bulk">;
    pd_bulk_item: Built<"pd_bulk_item">;
    pd_drift: Built<"pd_drift">;
    pd_export: Built<"pd_export">;
    pd_fare_rule: Built<"pd_fare_rule">;
    pd_internal_user: Built<"pd_internal_user">;
    pd_job: Built<"pd_job">;
    pd_kept_pass: Built<"pd_kept_pass">;
    pd_note: Built<"pd_note">;
    pd_operation: Built<"pd_operation">;
    pd_order: Built<"pd_order">;
    pd_order_item: Built<"pd_order_item">;
    pd_order_item_token: Built<"pd_order_item_token">;
    pd_order_reference: Built<"pd_order_reference">;
    pd_order_token: Built<"pd_order_token">;
    pd_outbox: Built<"pd_outbox">;
    pd_pass: Built<"pd_pass">;
    pd_pass_archive: Built<"pd_pass_archive">;
    pd_pass_identity: Built<"pd_pass_identity">;
    pd_pass_pin: Built<"pd_pass_pin">;
    pd_pass_route: Built<"pd_pass_route">;
    pd_pass_token: Built<"pd_pass_token">;
    pd_payment: Built<"pd_payment">;
    pd_person: Built<"pd_person">;
    pd_points: Built<"pd_points">;
    pd_portal_table: Built<"pd_portal_table">;
    pd_preference: Built<"pd_preference">;
    pd_refresh: Built<"pd_refresh">;
    pd_rider: Built<"pd_rider">;
    pd_schedule: Built<"pd_schedule">;
    pd_session: Built<"pd_session">;
    pd_setting: Built<"pd_setting">;
    pd_sign_in_failure: Built<"pd_sign_in_failure">;
    pd_snapshot: Built<"pd_snapshot">;
    pd_token: Built<"pd_token">;
    pd_user: Built<"pd_user">;
    pd_view: Built<"pd_view">;
    points_transaction: Built<"points_transaction">;
    ticket_transaction: Built<"ticket_transaction">;
    token_transaction: Built<"token_transaction">;
  }
}
