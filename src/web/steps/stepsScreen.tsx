import { stepNames, type PageSteps, type StepName, type StepReason } from '../../contract/pageSteps.ts'
import { readableSerial } from '../../contract/serial.ts'
import { dayAndTime } from '../clock.ts'
import { KeyLine } from '../frame/keyLine.tsx'
import { FindingList } from '../intake/findings.tsx'
import { lang, words } from '../preferences.ts'
import { CropList, StepList } from './lists.tsx'
import { StepNumbers } from './numbers.tsx'
import { StepPicture } from './picture.tsx'
import {
  addressOfPicture,
  closer,
  enlarged,
  itemInHand,
  items,
  leaveSteps,
  pickStep,
  stepInHand,
  steps,
  stepsFailure,
  toggleLarge,
} from './session.ts'
import { upright } from './upright.ts'

/** What the machine saw of a page: its steps side by side, or one of them large with all that it measured. */
export function StepsScreen() {
  const say = words.value
  const now = steps.value
  const failure = stepsFailure.value
  return (
    <div class="steps" data-kept={now === null ? undefined : String(now.kept)}>
      <div class="toolbar">
        <h1>{say('steps.title')}</h1>
        {now !== null && <Whose steps={now} />}
        <span class="spring" />
        {now !== null && <Origin steps={now} />}
        <button type="button" class="quiet" onClick={leaveSteps}>
          {say(enlarged.value ? 'steps.small' : 'steps.back')} <kbd>Esc</kbd>
        </button>
      </div>
      {now === null ? (
        <div class="empty">
          {failure === null ? (
            <p class="muted" role="status">
              {say('steps.loading')}
            </p>
          ) : (
            <p role="alert">
              <b>{failure.what[lang.value]}</b> {failure.next[lang.value]}
            </p>
          )}
        </div>
      ) : enlarged.value ? (
        <Large steps={now} step={stepInHand.value} />
      ) : (
        <div class="scroll">
          <ol class="stepRow" aria-label={say('steps.row')}>
            {stepNames.map((step, i) => (
              <Card key={step} steps={now} step={step} number={i + 1} />
            ))}
          </ol>
          <section class="stepFoot">
            <FindingList findings={now.page.findings} />
            <p class="muted">{say(now.kept ? 'steps.keptWhy' : 'steps.againWhy')}</p>
          </section>
        </div>
      )}
      <KeyLine
        ids={['stepPick', 'stepNext', 'stepLarge', 'stepItem', 'stepCloser', 'stepAfter', 'language', 'stepLeave']}
      />
    </div>
  )
}

function Whose({ steps: { page, file } }: { steps: PageSteps }) {
  const say = words.value
  return (
    <span class="whose">
      <b>{file}</b> {say('intake.pageOf', { n: page.index + 1 })}
      {page.page !== null && <> · {say('split.formPage', { n: page.page })}</>}
      {page.serial !== null && <span class="muted"> {readableSerial(page.serial)}</span>}
      {page.reason !== null && <span class="why"> {say.reason(page.reason).what}</span>}
    </span>
  )
}

/** Whether these are the pictures of then, or were made now. */
function Origin({ steps: { kept, seen, run } }: { steps: PageSteps }) {
  const say = words.value
  return (
    <span class={kept ? 'origin kept' : 'origin'} title={say(kept ? 'steps.keptWhy' : 'steps.againWhy')}>
      <i aria-hidden="true">{kept ? '■' : '↻'}</i>{' '}
      {say(kept ? 'steps.kept' : 'steps.again', { at: dayAndTime(seen.drawnAt) })}
      <span class="muted"> {run === 0 ? say('steps.look') : say('steps.run', { n: run })}</span>
    </span>
  )
}

function Card({ steps: now, step, number }: { steps: PageSteps; step: StepName; number: number }) {
  const say = words.value
  const current = step === stepInHand.value
  const why = now.seen.missing.find((one) => one.step === step)?.why
  return (
    <li
      class={current ? 'current' : ''}
      data-step={step}
      data-done={why === undefined}
      aria-current={current ? 'step' : undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        // Why a step did not happen is said in the button itself.
        aria-label={why !== undefined ? undefined : `${number} ${say(`steps.names.${step}`)} ${say('steps.large')}`}
        onClick={() => {
          pickStep(number - 1)
          toggleLarge()
        }}
      >
        <Thumb steps={now} step={step} why={why} />
      </button>
      <h2>
        <span class="number">{number}</span> {say(`steps.names.${step}`)}
      </h2>
      <p>{say(`steps.told.${step}`)}</p>
      <StepNumbers steps={now} step={step} />
    </li>
  )
}

function Thumb({ steps: now, step, why }: { steps: PageSteps; step: StepName; why: StepReason | undefined }) {
  if (why !== undefined) return <NotDone why={why} />
  if (step !== 'crops') return <StepPicture steps={now} step={step} />
  return (
    <span class="cropThumbs">
      {now.crops.map(({ field, picture }) =>
        picture === null ? null : <img key={field} src={addressOfPicture(picture)} alt="" />,
      )}
    </span>
  )
}

function NotDone({ why }: { why: StepReason }) {
  const say = words.value
  const own = why === 'NOT_READ' || why === 'NOT_A_FORM' || why === 'BLANK_GONE'
  return (
    <span class="notDone" data-why={why}>
      <b>{say('steps.notDone')}</b>
      <span>{own ? say(`steps.why.${why}`) : say.reason(why).what}</span>
    </span>
  )
}

function Large({ steps: now, step }: { steps: PageSteps; step: StepName }) {
  const say = words.value
  const why = now.seen.missing.find((one) => one.step === step)?.why
  return (
    <div class="stepLarge" data-step={step}>
      <section class="stage" aria-label={say(`steps.names.${step}`)}>
        {why !== undefined ? (
          <NotDone why={why} />
        ) : step === 'crops' ? (
          <CropList steps={now} />
        ) : (
          <StepPicture steps={now} step={step} item={itemInHand.value} {...partOf(now, step)} />
        )}
      </section>
      <aside>
        <nav class="stepTabs" aria-label={say('steps.row')}>
          {stepNames.map((name, i) => (
            <button key={name} type="button" class="quiet" aria-pressed={name === step} onClick={() => pickStep(i)}>
              <span class="number">{i + 1}</span> {say(`steps.names.${name}`)}
            </button>
          ))}
        </nav>
        <p>{say(`steps.told.${step}`)}</p>
        <StepNumbers steps={now} step={step} />
        <StepList steps={now} step={step} />
        <p class="muted">{say(now.kept ? 'steps.keptWhy' : 'steps.againWhy')}</p>
      </aside>
    </div>
  )
}

/** A third of the page near the item in hand, or from its top. */
function partOf({ seen, ink }: PageSteps, step: StepName): { part?: string } {
  if (!closer.value) return {}
  const whole =
    step === 'ink' && ink !== null
      ? { w: ink.widthPx, h: ink.heightPx }
      : upright(step === 'decoded' ? { ...seen, turn: 0 } : seen)
  const at = items.value[itemInHand.value]
  const [x, y] = at == null ? [whole.w / 2, 0] : upright(seen).place(at.x, at.y)
  const [w, h] = [whole.w / CLOSER, whole.h / CLOSER]
  const inside = (value: number, length: number, most: number): number =>
    Math.min(Math.max(value - length / 2, 0), most - length)
  return { part: `${inside(x, w, whole.w)} ${inside(y, h, whole.h)} ${w} ${h}` }
}

const CLOSER = 2.5
