import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { whys } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import type { Said, SampleDispute, SampleTask } from '../../contract/sample.ts'
import { KeyLine } from '../frame/keyLine.tsx'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { lang, words } from '../preferences.ts'
import { AnswerEditor } from './answerEditor.tsx'
import { OwnPanel } from './ownPanel.tsx'
import {
  askingWhy,
  chooseSide,
  disputes,
  inkAddress,
  isSettling,
  keepSample,
  side,
  work,
  type Side,
} from './session.ts'

/** Decided fields keyed again by somebody who has not seen them, each as its ink alone; and those that came out differently. */
export function SampleScreen() {
  const say = words.value
  const settling = isSettling()
  const [task, dispute] = [work.value?.task ?? null, disputes.value?.dispute ?? null]
  return (
    <div class="samples">
      <div class="toolbar">
        <h1>{say('samples.title')}</h1>
        <Tabs settling={settling} />
      </div>
      <section class="sampleDesk" aria-label={say('samples.title')}>
        {settling
          ? disputes.value !== null &&
            (dispute === null ? (
              <Empty text={say('samples.noDispute')} />
            ) : (
              <Dispute key={dispute.number} dispute={dispute} />
            ))
          : work.value !== null &&
            (task === null ? <Empty text={say('samples.none')} /> : <Task key={task.number} task={task} />)}
        <OwnPanel />
      </section>
      <Foot settling={settling} />
    </div>
  )
}

function Tabs({ settling }: { settling: boolean }) {
  const say = words.value
  const { toKey, toSettle } = (settling ? disputes.value : work.value) ?? { toKey: 0, toSettle: 0 }
  return (
    <nav class="tabs" aria-label={say('samples.title')}>
      {may(routes.nextSample) && (
        <a href={hashOf({ screen: 'samples' })} aria-current={settling ? undefined : 'page'}>
          {say('samples.tabs.key')} <span class="count">{toKey}</span>
        </a>
      )}
      {may(routes.nextDispute) && (
        <a href={hashOf({ screen: 'samples', tab: 'settle' })} aria-current={settling ? 'page' : undefined}>
          {say('samples.tabs.settle')} <span class="count">{toSettle}</span>
        </a>
      )}
    </nav>
  )
}

function Task({ task }: { task: SampleTask }) {
  const say = words.value
  return (
    <article class="sample" data-sample={task.number}>
      <h2>{task.label[lang.value]}</h2>
      <p class="muted">{say('samples.privacy')}</p>
      <Ink task={task} />
      <AnswerEditor task={task} />
      <Keep text={say('samples.keep')} />
    </article>
  )
}

function Dispute({ dispute }: { dispute: SampleDispute }) {
  const say = words.value
  const group = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => group.current?.focus({ preventScroll: true }), [dispute.number])
  const texts = dispute.values.map((said) => Array.from(shown(said, dispute)))
  return (
    <article class="sample" data-sample={dispute.number}>
      <h2>{dispute.label[lang.value]}</h2>
      <p class="muted">{say('samples.whichIsRight')}</p>
      <Ink task={dispute} />
      <div ref={group} class="sides" role="radiogroup" tabIndex={-1} aria-label={say('samples.whichIsRight')}>
        {(['first', 'second', 'neither'] as const).map((which, i) => (
          <SideButton key={which} which={which} number={i + 1}>
            {which === 'neither' ? say('samples.neither') : <Marked text={texts[i]!} beside={texts[1 - i]!} />}
          </SideButton>
        ))}
      </div>
      {side.value === 'neither' && <AnswerEditor task={dispute} />}
      {askingWhy.value ? <Why /> : <Keep text={say('samples.decide')} />}
    </article>
  )
}

function SideButton({ which, number, children }: { which: Side; number: number; children: ComponentChildren }) {
  return (
    <button
      type="button"
      role="radio"
      aria-checked={side.value === which}
      data-side={which}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => chooseSide(which)}
    >
      {/* While neither is keyed anew the numbers are the options'. */}
      {side.value !== 'neither' && <kbd>{number}</kbd>} <span>{children}</span>
    </button>
  )
}

/** A value with the places marked where it differs from the other. */
function Marked({ text, beside }: { text: readonly string[]; beside: readonly string[] }) {
  return (
    <>
      {text.map((character, place) => (beside[place] === character ? character : <mark key={place}>{character}</mark>))}
    </>
  )
}

/** The right value breaks a rule: why it stands. */
function Why() {
  const say = words.value
  const first = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => first.current?.focus({ preventScroll: true }), [])
  return (
    <div class="why" role="group" aria-label={say('why.title')}>
      <p>{say('why.title')}</p>
      {whys.map((why, i) => (
        <button key={why} type="button" ref={i === 0 ? first : null} onClick={() => void keepSample(why)}>
          {say(`why.codes.${why}`)}
        </button>
      ))}
    </div>
  )
}

function Ink({ task }: { task: SampleTask }) {
  return (
    <div class="ink" tabIndex={task.heightMm > TALL_MM ? 0 : undefined}>
      <img
        src={inkAddress(task.number)}
        alt={words.value('samples.ink')}
        style={{ aspectRatio: `${task.widthMm} / ${task.heightMm}`, width: `min(100%, ${task.widthMm * PX_PER_MM}px)` }}
        draggable={false}
      />
    </div>
  )
}

function Keep({ text }: { text: string }) {
  return (
    <p class="keep">
      <button type="button" class="main" onClick={() => void keepSample()}>
        {text} <kbd>↵</kbd>
      </button>
    </p>
  )
}

function Empty({ text }: { text: string }) {
  return <p class="empty">{text}</p>
}

function Foot({ settling }: { settling: boolean }) {
  const shownKeys = settling
    ? ['sampleOption', 'keepSample', 'sampleTab']
    : ['keepSample', 'sampleBlank', 'sampleIllegible', 'sampleOption', 'sampleTab']
  return <KeyLine ids={shownKeys} />
}

function shown({ state, value }: Said, task: SampleTask): string {
  if (state === 'unclear') return words.value('letter.illegible')
  if (value === null || value.length === 0) return words.value('letter.blank')
  if (task.kind === 'signature') return words.value('letter.signed')
  if (typeof value === 'string') return value
  return value.map((id) => task.options.find((option) => option.value === id)?.label[lang.value] ?? id).join('、')
}

// Twice the size on paper, and a little more.
const PX_PER_MM = 8
// A page of squared paper is scrolled.
const TALL_MM = 60
