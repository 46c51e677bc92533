/* Generated from the live schema by `passdesk tables`; a test compares the two. Do not edit. */

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
  };
  pd_drift: {
    id: string;
    pass_id: number;
    class: string;
    seen_on: string;
    resolved_on: string | null;
    resolution: string | null;
  };
  pd_fare_rule: {
    provider: string;
    product_uuid: string;
    rule: unknown;
    modified_on: string;
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
  pd_order_reference: {
    reference: string;
    provider: string;
    order_uuid: string;
  };
  pd_outbox: {
    id: string;
    event: string;
    subject_type: string;
    subject_id: string;
    data: unknown;
    created_on: string;
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
  pd_preference: {
    user_id: number;
    name: string;
    value: unknown;
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
