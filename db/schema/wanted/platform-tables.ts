/* Accounts, sessions, the log, settings. JSON columns are text with a check on MariaDB and native on MySQL. */

const WORD = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const NOW = "DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)";

export const PLATFORM_TABLES: Record<string, string> = {
  // People who sign in. `email` is lower-cased ASCII, so one person cannot have two spellings.
  pd_user: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email ${WORD(254)} NOT NULL,
    name VARCHAR(120) NOT NULL,
    role ${WORD(16)} NOT NULL,
    password_hash ${WORD(255)} NOT NULL,
    is_demo TINYINT(1) NOT NULL DEFAULT 0,
    disabled_on DATETIME(3) NULL,
    created_on ${NOW},
    modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3),
    UNIQUE KEY uq_pd_user_email (email)`,
  // One row a sign-in; `id` is the SHA-256 of the session id the browser holds, so a dump signs nobody in.
  pd_session: `
    id CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_id INT NOT NULL,
    created_on ${NOW},
    last_seen_on ${NOW},
    expires_on DATETIME(3) NOT NULL,
    ended_on DATETIME(3) NULL,
    address VARCHAR(64) NULL,
    user_agent VARCHAR(255) NULL,
    KEY ix_pd_session_user (user_id, ended_on)`,
  pd_sign_in_failure: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failed_on ${NOW},
    KEY ix_pd_failure_account (account_key, failed_on),
    KEY ix_pd_failure_address (address_key, failed_on)`,
  // Append-only for the web user. `op_id` is unique: one operation, one entry. `mac`: signed by whoever wrote it.
  // `ix_pd_audit_actor_action`: how often a person has revealed lately. `ix_pd_audit_case`: the entries of a case.
  pd_audit: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    action ${WORD(64)} NOT NULL,
    actor_type ${WORD(16)} NOT NULL,
    actor_id ${WORD(64)} NULL,
    actor_name VARCHAR(254) NOT NULL,
    actor_role ${WORD(16)} NULL,
    subject_type ${WORD(32)} NULL,
    subject_id ${WORD(128)} NULL,
    before_values JSON NULL,
    after_values JSON NULL,
    reason_code ${WORD(32)} NULL,
    reason_note VARCHAR(500) NULL,
    case_ref VARCHAR(64) NULL,
    data JSON NULL,
    request_id ${WORD(64)} NULL,
    op_id ${WORD(64)} NULL,
    created_on ${NOW},
    mac CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    UNIQUE KEY uq_pd_audit_op (op_id),
    KEY ix_pd_audit_subject (subject_type, subject_id),
    KEY ix_pd_audit_action (action),
    KEY ix_pd_audit_actor (actor_id),
    KEY ix_pd_audit_created (created_on),
    KEY ix_pd_audit_actor_action (actor_id, action, created_on),
    KEY ix_pd_audit_case (case_ref)`,
  // The first answer of every acknowledged operation: idempotency, and the look-up after a lost commit.
  pd_operation: `
    op_id ${WORD(64)} NOT NULL PRIMARY KEY,
    request_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    answer MEDIUMTEXT NOT NULL,
    created_on ${NOW},
    KEY ix_pd_operation_created (created_on)`,
  pd_outbox: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    event ${WORD(64)} NOT NULL,
    subject_type ${WORD(32)} NOT NULL,
    subject_id ${WORD(128)} NOT NULL,
    data JSON NULL,
    created_on ${NOW}`,
  // The one row that stands for a provider's pass; the portal may hold duplicates beside it.
  pd_pass_identity: `
    provider ${WORD(32)} NOT NULL,
    pass_uuid ${WORD(128)} NOT NULL,
    pass_id INT NOT NULL,
    PRIMARY KEY (provider, pass_uuid),
    UNIQUE KEY uq_pd_identity_pass (pass_id)`,
  pd_pass_pin: `
    pass_id INT NOT NULL,
    field ${WORD(32)} NOT NULL,
    until_time DATETIME(3) NULL,
    audit_id BIGINT NOT NULL,
    created_on ${NOW},
    PRIMARY KEY (pass_id, field)`,
  pd_setting: `
    name ${WORD(64)} NOT NULL PRIMARY KEY,
    value JSON NOT NULL,
    modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3)`,
};
