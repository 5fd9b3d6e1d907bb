import type { Together } from '../zh/together.ts'

/** Several people at work: who has which letter. */
export const together = {
  heldBy:
    '{name} is working on this letter (until {until}). You may look; what you type is kept as a draft, and the letter is yours as soon as it is free.',
  with: 'with {name}',
  agreed: 'two people agree · {names}',
  settled: 'settled · {name}',
  differing: 'Two people differ: take one, or key it anew',
  waits: { second: 'for a second person', settler: 'for a settler' },
} satisfies Together
