import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Crop, GroupList } from '../../contract/group.ts'
import { KeyLine } from '../frame/keyLine.tsx'
import { lang, words } from '../preferences.ts'
import { choicesOf } from './choices.ts'
import { choose, chosen, confirmSheet, cropAddress, groups, same, sending, sheet, type Choice } from './session.ts'

/** One field of many letters: dozens of crops read alike, one key for all of them. Nothing here says whose they are. */
export function GroupScreen() {
  const say = words.value
  const list = groups.value
  if (list === null) return null
  return (
    <div class="group">
      <nav class="heaps" aria-label={say('group.heaps')} tabIndex={0}>
        <h1>{say('group.title')}</h1>
        {list.map((heap) => (
          <Heap key={`${heap.form} ${heap.version} ${heap.heap}`} heap={heap} />
        ))}
      </nav>
      <section class="sheetPane" aria-label={say('group.title')}>
        {sheet.value === null ? <p class="empty">{say('group.empty')}</p> : <Sheet />}
      </section>
    </div>
  )
}

function Heap({ heap: group }: { heap: GroupList[number] }) {
  const { heap, label, waiting } = group
  const ofCharacters = heap.startsWith('#')
  const choices = choicesOf(group)
  const whole = choices.find(({ choice }) => choice.value === undefined)
  return (
    <section>
      {ofCharacters ? (
        <h2>
          {words.value(`group.characters.${heap.slice(1) as 'digits'}`)} <span class="count">{waiting}</span>
        </h2>
      ) : (
        <Pick choice={whole!.choice} text={label?.[lang.value] ?? heap} waiting={waiting} />
      )}
      <div class={ofCharacters ? 'values signs' : 'values'}>
        {choices
          .filter(({ choice }) => choice.value !== undefined)
          .map(({ choice, shown, waiting: n }) => (
            <Pick key={choice.value} choice={choice} text={shown![lang.value]} waiting={n} />
          ))}
        {ofCharacters && whole !== undefined && (
          <Pick choice={whole.choice} text={words.value('group.rest')} waiting={whole.waiting} />
        )}
      </div>
    </section>
  )
}

function Pick({ choice, text, waiting }: { choice: Choice; text: string; waiting: number }) {
  const on = chosen.value !== null && same(chosen.value, choice)
  return (
    <button type="button" class="pick" aria-pressed={on} onClick={() => void choose(choice)}>
      <span>{text}</span> <span class="count">{waiting}</span>
    </button>
  )
}

const shownKeys = ['confirmSheet', 'takeOut', 'groupLeft', 'undoSheet', 'nextHeap']

function Sheet() {
  const say = words.value
  const { crops, hand, out, key } = sheet.value!
  const pane = useRef<HTMLDivElement>(null)
  const ofCharacters = chosen.value?.heap.startsWith('#') === true
  const alike = crops.every(({ shown }) => shown.zh === crops[0]!.shown.zh)
  useLayoutEffect(() => pane.current?.focus({ preventScroll: true }), [key])
  return (
    <>
      <header class="sheetBar">
        {alike && (
          <p class="readAs">
            {say('group.readAs')} <b>{crops[0]!.shown[lang.value]}</b>
          </p>
        )}
        <p class="muted">{say('group.privacy')}</p>
        <span class="spring" />
        <button type="button" class="main" disabled={sending.value} onClick={() => void confirmSheet()}>
          {out.size === 0 ? say('group.confirm') : say('group.confirmOthers', { n: crops.length - out.size })}{' '}
          <kbd>↵</kbd>
        </button>
      </header>
      <div
        ref={pane}
        class={ofCharacters ? 'crops signs' : 'crops'}
        role="listbox"
        aria-label={say('group.title')}
        aria-multiselectable="true"
        tabIndex={0}
        aria-activedescendant={`crop-${crops[hand]?.id}`}
        data-sheet={key}
      >
        {crops.map((crop, i) => (
          <Piece key={crop.id} crop={crop} at={i} inHand={i === hand} out={out.has(crop.id)} alike={alike} />
        ))}
      </div>
      <KeyLine ids={shownKeys} />
    </>
  )
}

interface PieceProps {
  readonly crop: Crop
  readonly at: number
  readonly inHand: boolean
  readonly out: boolean
  readonly alike: boolean
}

function Piece({ crop, at, inHand, out, alike }: PieceProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (inHand) box.current?.scrollIntoView({ block: 'nearest' })
  }, [inHand])
  return (
    <div
      ref={box}
      id={`crop-${crop.id}`}
      class={`piece ${inHand ? 'hand' : ''} ${out ? 'out' : ''}`}
      role="option"
      aria-selected={!out}
      data-crop={crop.id}
      onMouseDown={() => {
        const now = sheet.value
        if (now === null) return
        const taken = new Set(now.out)
        if (!taken.delete(crop.id)) taken.add(crop.id)
        sheet.value = { ...now, hand: at, out: taken }
      }}
    >
      <img
        src={cropAddress(crop.id)}
        alt={crop.shown[lang.value]}
        style={{ aspectRatio: `${crop.widthMm} / ${crop.heightMm}` }}
        draggable={false}
      />
      {!alike && <span class="says">{crop.shown[lang.value]}</span>}
      {out && <span class="taken">{words.value('group.out')}</span>}
    </div>
  )
}
