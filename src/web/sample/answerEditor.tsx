import { useLayoutEffect, useRef } from 'preact/hooks'
import type { SampleTask } from '../../contract/sample.ts'
import { optionKeys } from '../keys.ts'
import { lang, words } from '../preferences.ts'
import { toggled, typed } from './answer.ts'
import { answer, markSample } from './session.ts'

/** What is keyed with nothing but the ink in view: ticks by their options, everything else as text. */
export function AnswerEditor({ task }: { task: SampleTask }) {
  const say = words.value
  return (
    <div class="answer">
      {task.kind === 'choice' || task.kind === 'signature' ? <Ticks task={task} /> : <Text task={task} />}
      <div class="marks">
        {(['blank', 'unclear'] as const).map((mark) => (
          <button key={mark} type="button" aria-pressed={answer.value.marked === mark} onClick={() => markSample(mark)}>
            {say(mark === 'blank' ? 'letter.blank' : 'letter.illegible')}{' '}
            <kbd>{mark === 'blank' ? 'Ctrl B' : 'Ctrl U'}</kbd>
          </button>
        ))}
      </div>
    </div>
  )
}

function Ticks({ task }: { task: SampleTask }) {
  const group = useRef<HTMLDivElement>(null)
  // Not a button: Enter keeps the answer.
  useLayoutEffect(() => group.current?.focus({ preventScroll: true }), [task.number])
  const options =
    task.kind === 'signature'
      ? [{ value: 'signed', label: words.value('letter.signed') }]
      : task.options.map(({ value, label }) => ({ value, label: label[lang.value] }))
  return (
    <div ref={group} class="ticks" role="group" tabIndex={-1} aria-label={task.label[lang.value]}>
      {options.map(({ value, label }, i) => (
        <button
          key={value}
          type="button"
          role="checkbox"
          aria-checked={answer.value.ticked.includes(value)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => (answer.value = toggled(answer.value, value))}
        >
          <kbd>{optionKeys[i]?.toUpperCase()}</kbd> {label}
        </button>
      ))}
    </div>
  )
}

function Text({ task }: { task: SampleTask }) {
  const say = words.value
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), [task.number])
  const { text, marked } = answer.value
  const same = {
    ref: box,
    value: text,
    'aria-label': task.label[lang.value],
    placeholder: say(marked === null ? 'samples.asWritten' : marked === 'blank' ? 'letter.blank' : 'letter.illegible'),
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: { currentTarget: { value: string } }) => (answer.value = typed(event.currentTarget.value)),
  }
  return task.kind === 'grid' ? (
    <textarea rows={task.heightMm > 30 ? 8 : 2} {...same} />
  ) : (
    <input type="text" {...same} />
  )
}
