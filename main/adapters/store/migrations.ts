export type Migration = { version: number; name: string; statements: readonly string[] }

/** Work that somebody still has to do: a column, so that the partial indexes have a cheap condition. */
const IS_OPEN = `state in ('draft', 'submitted', 'returned', 'leader-signed', 'numbered', 'agency-signed', 'received',
  'registered', 'presented', 'assigned', 'in-progress')`
/** Verdicts that somebody has to look at. */
const NOT_PASSED = "verdict in ('TOTAL-FAILED', 'INDETERMINATE')"
/** What few documents are. */
const UNUSUAL = "state not in ('issued', 'archived', 'done')"

/** Forward only. A released migration is never changed; a later one mends it. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'office',
    statements: [
      `create table agency (
        id text primary key, parent_id text references agency (id), name text not null, organ_id text not null,
        symbol text not null, level text not null, place text not null, valid_from text not null, valid_to text,
        ordinal integer not null)`,
      `create table agency_scope (
        ancestor_id text not null references agency (id), agency_id text not null references agency (id),
        primary key (ancestor_id, agency_id))`,
      'create index agency_scope_agency on agency_scope (agency_id, ancestor_id)',
      `create table person (
        id text primary key, agency_id text not null references agency (id), name text not null, position text not null,
        roles text not null, active integer not null, folded text not null, sort_name text not null, password_hash text)`,
      'create index person_name on person (sort_name, id)',
      'create index person_agency on person (agency_id, sort_name, id)',
      `create table certificate (
        id text primary key, kind text not null, person_id text references person (id),
        agency_id text not null references agency (id), der text not null, sha256 text not null unique,
        subject text not null, issuer text not null, organisation text not null, serial_number text not null,
        not_before text not null, not_after text not null, key_algorithm text not null, folded text not null)`,
      'create index certificate_end on certificate (not_after, id)',
      'create index certificate_agency on certificate (agency_id)',
      `create table book (
        id text primary key, agency_id text not null references agency (id), direction text not null, name text not null,
        year integer not null, types text not null, next_number integer not null, last_date text,
        unique (agency_id, direction, year, name))`,
      `create table document (
        seq integer primary key autoincrement, id text not null unique, direction text not null, state text not null,
        agency_id text not null references agency (id), type text not null, subject text not null,
        urgency integer not null, competence text not null, unit_symbol text not null,
        book_id text references book (id), number integer, code_number text, code_notation text, issued_date text,
        arrival_number integer, arrival_date text, book_date text, organ_name text not null, organ_id text not null,
        signer_id text references person (id), signer_name text not null, signer_position text not null,
        drafter_id text references person (id), official_id text references person (id),
        handler_id text references person (id), due_date text, evidence text not null, leader_signed integer not null,
        agency_signed integer not null, leader_signed_by text references person (id),
        agency_signed_by text references person (id), sha256 text, file_size integer, file_name text not null,
        verdict text, recipients text not null, page_amount integer, issued_amount integer not null,
        language text not null, description text not null, to_places text not null, opinion text not null,
        result text not null, return_reason text not null, created_at text not null, changed_at text not null,
        is_open integer generated always as (case when ${IS_OPEN} then 1 else 0 end) stored)`,
      // NĐ 30/2020, Điều 15.1: number and symbol are unique within the agency's year.
      `create unique index document_number on document (agency_id, substr(issued_date, 1, 4), number, code_notation)
        where number is not null`,
      'create unique index document_arrival on document (book_id, arrival_number) where arrival_number is not null',
      'create index document_agency on document (agency_id, seq)',
      'create index document_direction on document (direction, seq)',
      'create index document_date on document (book_date, seq)',
      'create index document_agency_date on document (agency_id, book_date, seq)',
      // What is finished is not in these: they stay as small as the work that is open.
      'create index document_work on document (agency_id, state, urgency, seq) where is_open = 1',
      'create index document_signer on document (signer_id, state, urgency, seq) where is_open = 1',
      'create index document_drafter on document (drafter_id, state, urgency, seq) where is_open = 1',
      'create index document_handler on document (handler_id, state, urgency, seq) where is_open = 1',
      'create index document_official on document (official_id, state, urgency, seq) where is_open = 1',
      'create index document_due on document (due_date, agency_id) where is_open = 1 and due_date is not null',
      `create index document_unusual on document (state, seq) where ${UNUSUAL}`,
      "create index document_sender on document (code_number, code_notation) where direction = 'incoming'",
      `create table revision (
        document_id text not null references document (id) on delete cascade, ordinal integer not null,
        sha256 text not null, size integer not null, at text not null, cause text not null,
        primary key (document_id, ordinal))`,
      'create index revision_file on revision (sha256)',
      `create table signature (
        document_id text not null references document (id), revision text not null, role text not null,
        person_id text references person (id), certificate_sha256 text not null, field text not null, signed_at text,
        indication text not null, at text not null, primary key (document_id, revision, field))`,
      `create table assignment (
        document_id text not null references document (id), person_id text not null references person (id),
        kind text not null, at text not null, primary key (document_id, person_id))`,
      'create index assignment_person on assignment (person_id, document_id)',
      `create table event (
        seq integer primary key, at text not null, actor_id text, action text not null, object_kind text not null,
        object_id text not null, agency_id text, from_state text, to_state text, reason text not null, before text,
        after text, previous text not null, hash text not null)`,
      'create index event_object on event (object_id, seq)',
      `create trigger event_kept_as_written before update on event
        begin select raise(abort, 'events are never changed'); end`,
      `create trigger event_kept before delete on event
        begin select raise(abort, 'events are never deleted'); end`,
      `create table rate_day (
        agency_id text not null references agency (id), day text not null, issued integer not null,
        excluded integer not null, leader integer not null, agency integer not null, full integer not null,
        verified integer not null, declared integer not null, primary key (agency_id, day)) without rowid`,
      `create virtual table search using fts5 (text, content = '', contentless_delete = 1,
        tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')`,
    ],
  },
  {
    version: 2,
    name: 'levels',
    statements: [
      `create table raising (
        document_id text primary key references document (id) on delete cascade, wanted text not null,
        reached text not null, problem text, attempts integer not null, since text not null, tried_at text,
        next_at text not null)`,
      'create index raising_next on raising (next_at)',
    ],
  },
  {
    version: 3,
    name: 'appendices',
    statements: [
      `create table appendix (
        document_id text not null references document (id) on delete cascade, number integer not null,
        name text not null, sha256 text not null, size integer not null, signed integer not null,
        primary key (document_id, number))`,
    ],
  },
  {
    version: 4,
    name: 'checks',
    statements: [
      'alter table document add column verdict_reason text',
      `create index document_verdict on document (verdict, seq) where ${NOT_PASSED}`,
      `create table verification (
        document_id text not null references document (id) on delete cascade, ordinal integer not null,
        sha256 text not null, checked_at text not null, cause text not null, verdict text not null,
        evidence text not null, offline integer not null, signatures text not null,
        primary key (document_id, ordinal))`,
      `create table recheck (
        document_id text primary key references document (id) on delete cascade, arrived_at text not null,
        checked_at text, tried_at text, next_at text not null, problem text, attempts integer not null,
        review_since text)`,
      'create index recheck_tried on recheck (tried_at, next_at)',
      'create index recheck_arrived on recheck (arrived_at, next_at)',
      'create index recheck_review on recheck (document_id) where review_since is not null',
      // What was verified before checks were kept is due at once.
      `insert into recheck (document_id, arrived_at, next_at, attempts)
        select id, created_at, created_at, 0 from document where sha256 is not null and verdict is not null`,
    ],
  },
  {
    version: 5,
    name: 'raising-details',
    statements: ['alter table raising add column details text'],
  },
]
