import { Component, createRef } from 'preact'
import type { FieldView, PageView } from '../../contract/letter.ts'
import { fieldState } from '../../review/editing.ts'
import { enterField, type Desk } from '../desk/desk.ts'
import { isSettled } from '../desk/moves.ts'
import { lang, words } from '../preferences.ts'
import { move } from '../session.ts'
import { Candidates } from './candidates.tsx'
import { CellsEditor } from './cellsEditor.tsx'
import { ChoiceEditor } from './choiceEditor.tsx'
import { LineEditor } from './lineEditor.tsx'
import { SignatureEditor } from './signatureEditor.tsx'
import { AskHistory, AskWhy } from './asking.tsx'
import { Advice } from './advice.tsx'
import { Differing } from './differing.tsx'
import { Trust } from './trust.tsx'

interface Props {
  readonly desk: Desk
  readonly field: FieldView
  readonly page: PageView | undefined
}

/** One field: its name and why its value is trusted, its ink, and under the ink what stands there. */
export class FieldCard extends Component<Props> {
  private readonly card = createRef<HTMLElement>()

  // A letter has a thousand cells: only the field in hand and the one just changed are drawn again.
  override shouldComponentUpdate({ desk, field }: Props): boolean {
    const { desk: before, field: old } = this.props
    const inHand = (d: Desk): boolean => d.cursor.field === field.id
    if (field !== old || inHand(desk) || inHand(before)) return true
    return fieldState(desk.editing, field.id) !== fieldState(before.editing, field.id)
  }

  override componentDidMount(): void {
    this.come(this.props.desk.cursor.field === this.props.field.id)
  }

  override componentDidUpdate({ desk: before }: Props): void {
    const { desk, field } = this.props
    this.come(desk.cursor.field === field.id && before.cursor.field !== field.id)
  }

  override render({ desk, field, page }: Props) {
    const active = desk.cursor.field === field.id
    const open = field.needsPerson && !isSettled(desk, field)
    return (
      <section
        ref={this.card}
        class={`card ${field.kind} ${active ? 'active' : ''} ${open ? 'open' : ''}`}
        aria-label={field.label[lang.value]}
        aria-current={active ? 'true' : undefined}
        data-field={field.id}
        data-state={fieldState(desk.editing, field.id).state}
        onMouseDown={() => !active && move(enterField(desk, field.id))}
      >
        <header>
          <h3>
            {field.label[lang.value]}
            {!field.rules.required && <span class="muted optional">{words.value('letter.optional')}</span>}
          </h3>
          <Trust desk={desk} field={field} />
        </header>
        {active && <Advice field={field} />}
        {active && field.waits === 'settler' && field.needsPerson && <Differing field={field} />}
        <Editor desk={desk} field={field} page={page} />
        {active && desk.asking === 'why' && <AskWhy desk={desk} field={field} />}
        {active && desk.asking === 'history' && <AskHistory field={field} />}
        {active && field.kind === 'line' && <Candidates desk={desk} field={field} />}
      </section>
    )
  }

  private come(now: boolean): void {
    if (now) this.card.current?.scrollIntoView({ block: this.props.field.boxMm.h > 60 ? 'start' : 'center' })
  }
}

function Editor({ desk, field, page }: Props) {
  switch (field.kind) {
    case 'choice':
      return <ChoiceEditor desk={desk} field={field} page={page} />
    case 'signature':
      return <SignatureEditor desk={desk} field={field} page={page} />
    case 'line':
      return <LineEditor desk={desk} field={field} page={page} />
    case 'comb':
    case 'grid':
      return <CellsEditor desk={desk} field={field} page={page} />
  }
}
