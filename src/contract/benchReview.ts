/** Fields of one kind that needed a look, and what they cost. `right`: the screen showed what was written. */
export interface FieldKeys {
  fields: number
  right: number
  keysWhereRight: number
  keysWhereWrong: number
}

/** `xiance bench review --json`. Times in milliseconds, 95th percentiles; a figure not measured is null. */
export interface BenchReviewReport {
  seed: number
  pool: 'development' | 'report'
  machine: { cpus: number; model: string; node: string; platform: string }
  letters: number
  /** Keys from the letter on the screen to its save, the save included. */
  keysPerLetterMedian: number | null
  keysPerLetterMean: number | null
  /** Keys per field that needed a look and was shown as it was written: 1 is the aim. */
  keysPerRightFieldMean: number | null
  keysByPurpose: Record<string, number>
  /** By kind and reason, `date LOW_CONFIDENCE`. */
  keysByField: Record<string, FieldKeys>
  /** Group view: each crop's part of the keys of its screen; the median over crops. */
  keysPerFieldGroupMedian: number | null
  keysPerFieldGroupMean: number | null
  keysPerScreenGroupMedian: number | null
  screensGroup: number
  cropsGroup: number
  /** Screens that were right throughout, and the keys they took. */
  rightScreensGroup: number
  keysPerRightScreenGroupMean: number | null
  /** Keys per letter for what the group view left over. */
  keysPerLetterAfterGroupMedian: number | null
  /** Letters in the store while the times were taken. */
  stored: number | null
  openMsP95: number | null
  saveMsP95: number | null
  nextMsP95: number | null
  /** The same while files come in. */
  duringIntake: {
    files: number
    openMsP95: number | null
    saveMsP95: number | null
    nextMsP95: number | null
    failedAnswers: number
  } | null
  /** So many people asked for the next letter at once, again and again, with the store as full; letters that two of them were given. */
  claimClients: number | null
  claimsGiven: number | null
  doubleClaims: number | null
  claimMsP95: number | null
  /** Fields whose standing value is not what was written, after every letter was reviewed, out of `fieldsAfterReview`. */
  wrongAfterReview: number | null
  fieldsAfterReview: number | null
  /** The part of them that nobody was asked to look at. */
  wrongUnseen: number | null
}
