/**
 * A list that is asked for and that the stream of events keeps true. An answer may have been computed before what the stream told while it was
 * under way, and would undo that: events told meanwhile are laid over it, in their order.
 */
export function whileUnderWay<Answer, Event>(lay: (answer: Answer, event: Event) => Answer) {
  const asked = new Set<Event[]>()
  return {
    ask: async (call: () => Promise<Answer>): Promise<Answer> => {
      const told: Event[] = []
      asked.add(told)
      try {
        const answer = await call()
        return told.reduce(lay, answer)
      } finally {
        asked.delete(told)
      }
    },
    /** What is shown now, with the event; null where nothing is shown yet. */
    tell: (shown: Answer | null, event: Event): Answer | null => {
      for (const told of asked) told.push(event)
      return shown === null ? null : lay(shown, event)
    },
  }
}
