-- Instants are microseconds since 1970 (bigint), documents are JSON text, ids are 26 characters that sort by time.
-- The workspace is the first column of every key: nothing crosses it.
-- Where rows come fast, a check says "or" instead of "in": SQLite builds a table of three values or more at every insert.

create table workspace (
  id text primary key,
  name text not null,
  zone text not null,
  playbook_version bigint not null default 0,
  roster_version bigint not null default 1,
  erasure_key text,
  created_at bigint not null
);

create table rep (
  workspace_id text not null references workspace (id),
  id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('admin', 'manager', 'rep')),
  zone text,
  hours text,
  phone text,
  active bigint not null default 1,
  present bigint not null default 1,
  password text,
  created_at bigint not null,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index rep_email on rep (workspace_id, email);
create index rep_sign_in on rep (email);

create table leave (
  workspace_id text not null,
  id text not null,
  rep_id text not null,
  from_at bigint not null,
  to_at bigint not null,
  reason text,
  started bigint not null default 0,
  ended bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, rep_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create index leave_due on leave (from_at) where ended = 0;

-- The one way to set a password without knowing it: made by an admin, used once.
create table password_link (
  hash text primary key,
  workspace_id text not null,
  rep_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  foreign key (workspace_id, rep_id) references rep (workspace_id, id)
);

create table session (
  hash text primary key,
  workspace_id text not null,
  rep_id text not null,
  network text,
  created_at bigint not null,
  expires_at bigint not null,
  foreign key (workspace_id, rep_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create index session_rep on session (workspace_id, rep_id);

create table api_key (
  workspace_id text not null references workspace (id),
  id text not null,
  hash text not null unique,
  name text not null,
  scope text not null check (scope in ('api', 'import', 'erase')),
  hint text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

create table protection_key (
  name text primary key,
  xml text not null,
  created_at bigint not null
);

-- Written by whoever asks whether this database takes writes.
create table probe (
  name text primary key,
  at bigint not null
);

create table playbook (
  workspace_id text not null references workspace (id),
  version bigint not null,
  text text not null,
  note text,
  published_at bigint not null,
  published_by text,
  primary key (workspace_id, version)
);

create table form (
  workspace_id text not null references workspace (id),
  id text not null,
  name text not null,
  kind text not null,
  title text not null,
  intro text,
  fields text not null,
  button text not null,
  thanks text not null,
  next text not null,
  public_key text not null unique,
  old_key text,
  old_key_until bigint,
  secret text not null,
  state text not null check (state in ('live', 'deleted')),
  created_at bigint not null,
  deleted_at bigint,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index form_id on form (id);
create index form_old_key on form (old_key) where old_key is not null;

-- Posts that were turned away because their network sent too many: counted, by hour, since they are not kept.
create table form_refusal (
  workspace_id text not null,
  form_id text not null,
  hour bigint not null,
  posts bigint not null,
  primary key (workspace_id, form_id, hour),
  foreign key (workspace_id, form_id) references form (workspace_id, id)
);

-- Challenges that were solved and shown, until they are too old to be shown again.
create table proof_of_work (
  workspace_id text not null,
  form_id text not null,
  challenge text not null,
  spent_on text not null,
  expires_at bigint not null,
  primary key (workspace_id, form_id, challenge),
  foreign key (workspace_id, form_id) references form (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create index proof_of_work_expired on proof_of_work (expires_at);

-- What arrived, byte for byte, committed before anything is answered. Never changed but for its outcome.
create table submission (
  workspace_id text not null,
  id text not null,
  received_at bigint not null,
  channel text not null check (channel = 'api' or channel = 'form' or channel = 'embed' or channel = 'import'),
  form_id text,
  key_id text,
  idempotency_key text,
  body_hash text not null,
  content_type text,
  body text not null,
  network text,
  agent text,
  state text not null check (state = 'received' or state = 'request' or state = 'erased'),
  request_id text,
  answer text,
  primary key (workspace_id, id)
);
create unique index submission_key on submission (workspace_id, idempotency_key) where idempotency_key is not null;

create table account (
  workspace_id text not null,
  id text not null,
  name text,
  domain text,
  owner_id text,
  created_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index account_domain on account (workspace_id, domain);

create table person (
  workspace_id text not null,
  id text not null,
  name text,
  email text,
  phone text,
  company text,
  country text,
  account_id text,
  merged_into text,
  erasure_id text,
  created_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id),
  foreign key (workspace_id, merged_into) references person (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create index person_merged on person (workspace_id, merged_into) where merged_into is not null;

create table identity (
  workspace_id text not null,
  key text not null,
  person_id text not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, person_id) references person (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

create table lead (
  workspace_id text not null,
  id text not null,
  person_id text not null,
  kind text not null,
  state text not null check (state in ('open', 'closed')),
  stage text not null check (stage = 'assigned' or stage = 'attempted' or stage = 'contacted' or stage = 'meeting' or stage = 'closed'),
  held text check (held in ('quarantine', 'second-look')),
  arrived_at bigint not null,
  latest_at bigint not null,
  owner_id text not null,
  pool text,
  waiting bigint not null default 0,
  owned_since bigint not null,
  claimed_at bigint,
  cover_for text,
  has_target bigint not null,
  due_at bigint,
  breached_at bigint,
  alarm_since bigint,
  first_attempt_at bigint,
  first_contact_at bigint,
  first_meeting_at bigint,
  closed_at bigint,
  outcome text,
  reason text not null,
  merged_into text,
  erased_at bigint,
  requests bigint not null default 1,
  playbook_version bigint not null,
  events bigint not null,
  last_hash text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references person (workspace_id, id),
  foreign key (workspace_id, owner_id) references rep (workspace_id, id),
  foreign key (workspace_id, merged_into) references lead (workspace_id, id),
  check (merged_into is null or state = 'closed'),
  check (erased_at is null or state = 'closed'),
  check ((state = 'closed') = (closed_at is not null))
) without rowid; -- sqlite
); -- postgres
create unique index lead_open on lead (workspace_id, person_id) where state = 'open';
create index lead_owner on lead (workspace_id, owner_id, state);
create index lead_waiting on lead (workspace_id, pool, arrived_at) where waiting = 1;
create index lead_person on lead (workspace_id, person_id, arrived_at);

create table request (
  workspace_id text not null,
  id text not null,
  lead_id text not null,
  submission_id text not null,
  kind text not null,
  form_id text,
  arrived_at bigint not null,
  claimed_at text,
  message text,
  source text not null,
  fields text not null,
  facts text not null,
  spam_score bigint not null,
  spam_reasons text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references lead (workspace_id, id),
  foreign key (workspace_id, submission_id) references submission (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index request_submission on request (workspace_id, submission_id);
create index request_lead on request (workspace_id, lead_id);
create index request_form on request (workspace_id, form_id, arrived_at) where form_id is not null;

create table assignment (
  workspace_id text not null,
  lead_id text not null,
  number bigint not null,
  owner_id text not null,
  pool text,
  waiting bigint not null default 0,
  cause text not null,
  route text,
  reason text not null,
  considered text not null,
  decided_by text,
  playbook_version bigint not null,
  started_at bigint not null,
  ended_at bigint,
  missed bigint not null default 0,
  primary key (workspace_id, lead_id, number),
  foreign key (workspace_id, lead_id) references lead (workspace_id, id),
  foreign key (workspace_id, owner_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index assignment_current on assignment (workspace_id, lead_id) where ended_at is null;
create index assignment_owner on assignment (workspace_id, owner_id, started_at);

create table clock (
  workspace_id text not null,
  lead_id text not null,
  number bigint not null,
  request_id text not null,
  kind text not null,
  started_at bigint not null,
  due_at bigint not null,
  met_by text not null,
  state text not null check (state = 'running' or state = 'met' or state = 'cancelled'),
  breached_at bigint,
  ended_at bigint,
  playbook_version bigint not null,
  hours_of text not null,
  steps text not null,
  next_step bigint not null default 0,
  next_at bigint,
  primary key (workspace_id, lead_id, number),
  foreign key (workspace_id, lead_id) references lead (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index clock_running on clock (workspace_id, lead_id) where state = 'running';
create index clock_next on clock (next_at) where state = 'running' and next_at is not null;

create table touch (
  workspace_id text not null,
  id text not null,
  lead_id text not null,
  rep_id text,
  grade text not null,
  channel text not null,
  origin text not null check (origin in ('observed', 'reported')),
  at bigint not null,
  recorded_at bigint not null,
  note text,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references lead (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create index touch_lead on touch (workspace_id, lead_id, at);

-- A member's place in a pool: always the fold of the pool's turns.
create table pool_member (
  workspace_id text not null,
  pool text not null,
  rep_id text not null,
  assigned bigint not null default 0,
  credited bigint not null default 0,
  calibrated bigint not null default 0,
  last_assigned_at bigint,
  last_covered_at bigint,
  on_leave bigint not null default 0,
  primary key (workspace_id, pool, rep_id),
  foreign key (workspace_id, rep_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

create table turn (
  id bigint generated always as identity primary key, -- postgres
  id integer primary key, -- sqlite
  workspace_id text not null,
  pool text not null,
  kind text not null,
  rep_id text,
  lead_id text,
  delta bigint not null,
  reason text not null,
  at bigint not null
);
create index turn_pool on turn (workspace_id, pool, id);

-- The ledger: what happened, in each stream's own order, each event sealed by the hash of the one before.
create table event (
  id bigint generated always as identity primary key, -- postgres
  id integer primary key, -- sqlite
  workspace_id text not null,
  stream text not null,
  number bigint not null,
  kind text not null,
  at bigint not null,
  actor text not null,
  data text not null,
  hash text not null
);
create unique index event_stream on event (workspace_id, stream, number);

create function refuse_change() returns trigger language plpgsql as 'begin raise exception ''the ledger is append-only''; end'; -- postgres
create trigger event_is_final before update or delete on event for each row execute function refuse_change(); -- postgres
create trigger event_no_update before update on event begin select raise(abort, 'the ledger is append-only'); end; -- sqlite
create trigger event_no_delete before delete on event begin select raise(abort, 'the ledger is append-only'); end; -- sqlite

create table endpoint (
  workspace_id text not null references workspace (id),
  id text not null,
  kind text not null check (kind in ('webhook', 'chat')),
  name text not null,
  url text not null,
  secret text not null,
  older_until bigint,
  events text not null,
  state text not null check (state in ('live', 'disabled')),
  failing_since bigint,
  told_at bigint,
  last_at bigint,
  last_said text,
  created_at bigint not null,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

-- Work to be done after a commit: claimed by state, leased for a while, fenced by its token.
create table job (
  workspace_id text not null,
  id text not null,
  kind text not null,
  lane text not null,
  key text not null,
  data text not null,
  state text not null check (state = 'queued' or state = 'running' or state = 'done' or state = 'parked' or state = 'in-doubt'),
  due_at bigint not null,
  attempt bigint not null default 0,
  token bigint not null default 0,
  leased_until bigint,
  created_at bigint not null,
  ended_at bigint,
  outcome text,
  called_off bigint not null default 0,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
create unique index job_key on job (workspace_id, kind, key);
create index job_due on job (lane, due_at) where state = 'queued';
create index job_leased on job (leased_until) where state = 'running';
create index job_stuck on job (workspace_id, state, created_at) where state in ('parked', 'in-doubt');
create index job_ended on job (ended_at) where state = 'done';

-- Who gets the report by mail each Monday, and the last Monday for which it was queued.
create table report_subscriber (
  workspace_id text not null references workspace (id),
  rep_id text not null,
  since bigint not null,
  week text,
  primary key (workspace_id, rep_id),
  foreign key (workspace_id, rep_id) references rep (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

-- Who was erased, when and by whom: ids and figures only.
create table erasure (
  workspace_id text not null references workspace (id),
  id text not null,
  at bigint not null,
  actor text not null,
  people text not null,
  leads bigint not null,
  requests bigint not null,
  called_off bigint not null,
  under_way bigint not null,
  primary key (workspace_id, id)
) without rowid; -- sqlite
); -- postgres

-- All that is left of an address: a digest that only the workspace's own key makes.
create table erased_address (
  workspace_id text not null,
  digest text not null,
  erasure_id text not null,
  erased_at bigint not null,
  primary key (workspace_id, digest),
  foreign key (workspace_id, erasure_id) references erasure (workspace_id, id)
) without rowid; -- sqlite
); -- postgres
