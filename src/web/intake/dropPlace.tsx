import { useRef, useState } from 'preact/hooks'
import { words } from '../preferences.ts'
import { sendFiles } from '../upload.ts'

/** Files dropped here, or chosen with Enter, are sent at once. */
export function DropPlace() {
  const say = words.value
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0) void sendFiles([...files])
  }
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files ?? null)
      }}
    >
      <button type="button" onClick={() => input.current?.click()}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path
            d="M12 15V4m0 0L7.500 8.500M12 4l4.500 4.500M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4"
            fill="none"
            stroke="currentColor"
            stroke-width="1.600"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
        <span>{say('intake.drop')}</span>
        <span class="muted">{say('intake.formats')}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".pdf,.tif,.tiff,.jpg,.jpeg,.png"
        onChange={() => {
          take(input.current?.files ?? null)
          if (input.current !== null) input.current.value = ''
        }}
      />
    </div>
  )
}
