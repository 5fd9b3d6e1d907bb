import type { Aside } from '../../contract/letter.ts'
import { dayAndTime } from '../clock.ts'
import { doing } from '../doing.ts'
import { LetterName } from '../frame/letterName.tsx'
import { StateSign } from '../letters/stateSign.tsx'
import { hashOf } from '../place.ts'
import { lang, words } from '../preferences.ts'
import { discardDraft } from '../session.ts'
import { conflict, desk, deskFailure, draftRestored, left, saving } from '../state.ts'
import { AskAside } from './asking.tsx'
import { ConflictDialog } from './conflictDialog.tsx'
import { FieldsPane } from './fieldsPane.tsx'
import { HeldBanner } from './heldBanner.tsx'
import { HandBar } from './handBar.tsx'
import { PagePane } from './pagePane.tsx'

/** One letter: the page on the left, every field with its ink on the right, what the keys do now at the foot. */
export function LetterScreen() {
  const now = desk.value
  if (now === null) return <Waiting />
  return (
    <div
      class="letter"
      data-letter={now.view.letter.id}
      data-revision={now.view.letter.revision}
      data-left={left.value.length}
    >
      <PagePane desk={now} />
      <section class="fieldsPane" aria-label={words.value('letter.fields')}>
        <LetterBar />
        <FieldsPane desk={now} />
      </section>
      <HandBar desk={now} />
      {conflict.value !== null && <ConflictDialog conflict={conflict.value} />}
    </div>
  )
}

function LetterBar() {
  const say = words.value
  const { letter, formTitle, fields } = desk.value!.view
  return (
    <div class="letterBar">
      <div class="what">
        <h1>
          <LetterName id={letter.id} serial={letter.serial} />
        </h1>
        <span class="muted">{formTitle[lang.value]}</span>
        <StateSign state={letter.state} />
      </div>
      <div class="doing">
        <span class="left" role="status" data-testid="left">
          {left.value.length > 0
            ? say('letter.remaining', { n: left.value.length })
            : say(fields.some(({ waits }) => waits !== undefined) ? 'letter.waitsForOthers' : 'letter.nothingLeft')}
        </span>
        {letter.aside === null && (
          <button type="button" class="quiet" title={say('keys.names.aside')} onClick={() => doing.openAside()}>
            {say('aside.put')} <kbd>F7</kbd>
          </button>
        )}
        <button type="button" class="main" disabled={saving.value} onClick={() => doing.save()}>
          {saving.value ? say('letter.saving') : say('letter.save')} <kbd>Ctrl ↵</kbd>
        </button>
      </div>
      {letter.pagesMissing.length > 0 && (
        <p class="banner">{say('letters.missing', { pages: letter.pagesMissing.join('、') })}</p>
      )}
      <HeldBanner />
      {letter.aside !== null && <AsideBanner aside={letter.aside} />}
      {desk.value!.asking === 'aside' && <AskAside />}
      {draftRestored.value && (
        <p class="banner">
          {say('letter.draft')}
          <button type="button" class="quiet" onClick={discardDraft}>
            {say('letter.discardDraft')}
          </button>
        </p>
      )}
    </div>
  )
}

function AsideBanner({ aside: { how, note, by, at } }: { aside: Aside }) {
  const say = words.value
  return (
    <p class="banner aside" data-aside={how}>
      <b>{say(`aside.kept.${how}`)}</b> {note} <span class="muted">{say('aside.by', { by, at: dayAndTime(at) })}</span>
      <button type="button" class="quiet" onClick={() => doing.openAside()}>
        {say('aside.takeBack')} <kbd>F7</kbd>
      </button>
    </p>
  )
}

function Waiting() {
  const failure = deskFailure.value
  return (
    <div class="empty">
      {failure !== null && <p>{failure.what[lang.value]}</p>}
      {failure !== null && <a href={hashOf({ screen: 'letters', state: 'review' })}>{words.value('letter.back')}</a>}
    </div>
  )
}
