import type { FieldView, PageView } from '../../contract/letter.ts'
import { canKey, type Desk } from '../desk/desk.ts'
import { words } from '../preferences.ts'
import { FieldCard } from './fieldCard.tsx'

/** Every field in reading order, by page. Pages that never came are one line each. */
export function FieldsPane({ desk }: { desk: Desk }) {
  const pages = [...new Set(desk.view.fields.map(({ page }) => page))]
  return (
    <div class="fields">
      {pages.map((number) => {
        const fields = desk.view.fields.filter(({ page }) => page === number)
        return (
          <section key={number} class="pageGroup">
            <h2>{words.value('letter.page', { page: number })}</h2>
            {fields.some(canKey) ? (
              fields.map((field) => <FieldCard key={field.id} desk={desk} field={field} page={pageOf(desk, field)} />)
            ) : (
              <p class="notCome">{words.value('letter.pageMissing', { page: number })}</p>
            )}
          </section>
        )
      })}
    </div>
  )
}

function pageOf({ view }: Desk, { pageId }: FieldView): PageView | undefined {
  return view.pages.find(({ id }) => id === pageId)
}
