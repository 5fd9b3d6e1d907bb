import { words } from '../preferences.ts'
import { notice } from '../state.ts'

/** One line that says what happened; screen readers hear it too. Problems stay until they are put away. */
export function NoticeLine() {
  const now = notice.value
  return (
    <div class="notices">
      <div role="status" aria-live="polite" data-testid="notice">
        {now !== null && now.kind !== 'problem' && <p class={`notice ${now.kind}`}>{now.text}</p>}
      </div>
      <div role="alert" aria-live="assertive">
        {now?.kind === 'problem' && (
          <p class="notice problem">
            {now.text}
            <button type="button" class="quiet" onClick={() => (notice.value = null)}>
              {words.value('keys.close')}
            </button>
          </p>
        )}
      </div>
    </div>
  )
}
