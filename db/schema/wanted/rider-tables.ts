/* What answering a rider needs: notes, saved views, the provider's last word, drift, fare rules. */

const WORD = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const NOW = "DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)";

export const RIDER_TABLES: Record<string, string> = {
  // The author's name and role are copied as they were. `ix_pd_note_subject`: notes of a pass or rider, newest first.
  pd_note: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    subject_type ${WORD(16)} NOT NULL,
    subject_id INT NOT NULL,
    author_id INT NOT NULL,
    author_name VARCHAR(254) NOT NULL,
    author_role ${WORD(16)} NOT NULL,
    text VARCHAR(2000) NOT NULL,
    case_ref VARCHAR(64) NULL,
    created_on ${NOW},
    edited_on DATETIME(3) NULL,
    KEY ix_pd_note_subject (subject_type, subject_id)`,
  // `owner_key` is the owner of a private view and 0 for the team, so that one query exists once among those who see it.
  pd_view: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    owner_id INT NOT NULL,
    owner_key INT NOT NULL,
    name VARCHAR(80) NOT NULL,
    search TEXT NOT NULL,
    search_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shown_columns VARCHAR(500) NULL,
    created_on ${NOW},
    modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3),
    UNIQUE KEY uq_pd_view_search (owner_key, search_hash),
    UNIQUE KEY uq_pd_view_name (owner_key, name)`,
  pd_preference: `
    user_id INT NOT NULL,
    name ${WORD(32)} NOT NULL,
    value JSON NOT NULL,
    modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (user_id, name)`,
  // The provider's last answer about a pass, without any credential or barcode: lib/providers/remote-pass.ts.
  pd_snapshot: `
    provider ${WORD(32)} NOT NULL,
    pass_uuid ${WORD(128)} NOT NULL,
    remote JSON NOT NULL,
    payload_hash ${WORD(64)} NULL,
    taken_on DATETIME(3) NOT NULL,
    PRIMARY KEY (pass_uuid, provider)`,
  // The printed order number, as a rider reads it from a receipt.
  pd_order_reference: `
    reference ${WORD(64)} NOT NULL,
    provider ${WORD(32)} NOT NULL,
    order_uuid ${WORD(128)} NOT NULL,
    PRIMARY KEY (reference, provider),
    KEY ix_pd_reference_order (order_uuid)`,
  // `ix_pd_drift_pass`: a pass's timeline. `ix_pd_drift_open`: what is unresolved, by class, oldest first.
  pd_drift: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    pass_id INT NOT NULL,
    class ${WORD(32)} NOT NULL,
    seen_on DATETIME(3) NOT NULL,
    resolved_on DATETIME(3) NULL,
    resolution ${WORD(32)} NULL,
    KEY ix_pd_drift_pass (pass_id),
    KEY ix_pd_drift_open (resolved_on, class, seen_on)`,
  // Which rider each way of resolving leads to, where the web process cannot follow that way itself. A token that two riders hold
  // leads to both.
  pd_pass_route: `
    pass_id INT NOT NULL,
    route ${WORD(16)} NOT NULL,
    user_id INT NOT NULL,
    seen_on ${NOW},
    PRIMARY KEY (pass_id, route, user_id)`,
  pd_fare_rule: `
    provider ${WORD(32)} NOT NULL,
    product_uuid ${WORD(128)} NOT NULL,
    rule JSON NOT NULL,
    modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (provider, product_uuid)`,
};
