import type { OfficeEvent } from '../contract/office.ts'

/** Tells whoever listens what happened. A listener that throws hurts nobody else. */
export interface OfficeEvents {
  subscribe(listener: (event: OfficeEvent) => void): () => void
  emit(event: OfficeEvent): void
}

export function officeEvents(onError: (error: unknown) => void): OfficeEvents {
  const listeners = new Set<(event: OfficeEvent) => void>()
  return {
    subscribe(listener) {
      // A wrapper: the same function may subscribe twice.
      const own = (event: OfficeEvent): void => listener(event)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    emit(event) {
      for (const listener of listeners)
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
    },
  }
}
