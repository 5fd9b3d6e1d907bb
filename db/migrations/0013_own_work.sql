-- What one person keyed, by time: their own speed and agreement are asked of it.
CREATE INDEX keyings_of_person ON keyings (by, at);
