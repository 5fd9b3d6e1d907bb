-- What the draw goes by: a seed of this office's own, and the share of each kind of field (`5,grid=1`, in percent). Empty: nothing is
-- drawn before a service has said.
CREATE TABLE sampling (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seed TEXT NOT NULL,
  shares TEXT NOT NULL
) STRICT;
INSERT INTO sampling (id, seed, shares) SELECT 1, lower(hex(randomblob(16))), '';

-- Decided fields that were drawn to be keyed again by somebody who has not seen them. One a field, for ever: drawing again gives the same.
CREATE TABLE samples (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  letter TEXT NOT NULL REFERENCES letters (id),
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- How it was decided, and at which revision of its letter: that decision is what is measured.
  how TEXT NOT NULL CHECK (how IN ('machine', 'person', 'agreed', 'settled')),
  revision INTEGER NOT NULL,
  -- With which chance it was drawn.
  share REAL NOT NULL,
  -- Where it stands in the order of work, 0..1: no two of one letter follow each other but by chance.
  turn REAL NOT NULL,
  drawn_at TEXT NOT NULL,
  -- The reading beside it; its score is null when a person looks at it whatever the score.
  page TEXT,
  run INTEGER,
  score_kind TEXT,
  score REAL,
  -- open: to be keyed. differs: keyed, and not the same. same: it was. right, wrong: what stood, as the settler saw it.
  state TEXT NOT NULL CHECK (state IN ('open', 'differs', 'same', 'right', 'wrong')),
  keying TEXT REFERENCES keyings (id),
  keyed_by TEXT,
  keyed_at TEXT,
  settled_by TEXT,
  settled_at TEXT,
  -- Whether the machine's reading was what was found right.
  machine_right INTEGER,
  held_by TEXT,
  held_until INTEGER,
  UNIQUE (letter, field)
) STRICT;
CREATE INDEX samples_waiting ON samples (state, turn) WHERE state IN ('open', 'differs');
CREATE TRIGGER samples_no_delete BEFORE DELETE ON samples BEGIN SELECT RAISE(ABORT, 'samples are kept'); END;

-- Who was shown a letter as a whole: they know what stands in it, and key none of it again.
CREATE TABLE letters_seen (
  letter TEXT NOT NULL REFERENCES letters (id),
  person TEXT NOT NULL,
  PRIMARY KEY (letter, person)
) STRICT, WITHOUT ROWID;
INSERT INTO letters_seen SELECT DISTINCT letter, by FROM saves WHERE sheet IS NULL;
INSERT OR IGNORE INTO letters_seen
  SELECT DISTINCT json_extract(audit.ids, '$.letter'), audit.who FROM audit
    JOIN letters ON letters.id = json_extract(audit.ids, '$.letter')
    WHERE audit.what = 'letter.claimed';
