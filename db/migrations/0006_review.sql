-- Why a value stands that breaks a rule.
ALTER TABLE keyings ADD COLUMN why TEXT;

-- Who laid the letter aside, how and why; the way there is in the audit.
ALTER TABLE letters ADD COLUMN aside TEXT;
