import type { together as zh } from '../zh/together.ts'

/** Several people at work: who has which letter. */
export const together = {
  heldBy:
    '{name} is working on this letter (until {until}). You may look; what you type is kept as a draft, and the letter is yours as soon as it is free.',
  with: 'with {name}',
} satisfies Record<keyof typeof zh, string>
