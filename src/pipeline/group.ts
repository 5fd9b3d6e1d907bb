import { XianceError } from '../contract/errors.ts'
import type { GroupList, GroupQuery, GroupSheet } from '../contract/group.ts'
import type { Bilingual, BoxMm, LayoutField } from '../contract/layout.ts'
import type { ImageBytes } from '../contract/office.ts'
import type { Value } from '../contract/reading.ts'
import type { FormRow, GlanceRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { grow } from '../geometry/point.ts'
import { AROUND_MM, cutInk, inkBox } from './cutInk.ts'
import { WHOLE } from './glances.ts'

// The list offers the largest groups; the rest of a heap is one screen after another.
const VALUES_SHOWN = 24

/** The heaps in which something waits, each with what was read most often. */
export async function listGroups(store: StoreReads, shelf: FormFinder): Promise<GroupList> {
  // Whole fields first, the largest on top: one key settles a field there; characters come after.
  const heaps = (await store.glanceHeaps()).toSorted(
    (a, b) => Number(a.heap.startsWith('#')) - Number(b.heap.startsWith('#')) || b.waiting - a.waiting,
  )
  return Promise.all(
    heaps.map(async ({ form, version, heap, waiting }) => {
      const field = fieldOf(await shelf(form, version), heap)
      const values = await store.glanceGroups({ form, version, heap }, VALUES_SHOWN)
      return {
        form,
        version,
        heap,
        waiting,
        label: field?.label ?? null,
        values: values.map(({ value, waiting: n }) => ({ key: value, shown: shown(field, value), waiting: n })),
      }
    }),
  )
}

/** The next crops of a heap: values together, the least sure first. */
export async function groupSheet(store: StoreReads, shelf: FormFinder, query: GroupQuery): Promise<GroupSheet> {
  const { form, version, heap, value, limit } = query
  const rows = await store.glancesWaiting({ form, version, heap, ...(value === undefined ? {} : { value }) }, limit)
  const heaps = await store.glanceHeaps()
  const all = heaps.find((other) => other.form === form && other.version === version && other.heap === heap)
  const formRow = await shelf(form, version)
  const waiting =
    value === undefined
      ? (all?.waiting ?? 0)
      : ((await store.glanceGroups({ form, version, heap }, 1000)).find((group) => group.value === value)?.waiting ??
        rows.length)
  return {
    waiting,
    crops: rows.map((row) => {
      const field = fieldOf(formRow, row.field)
      const box = boxOf(field!, row)
      return {
        id: row.number,
        value: JSON.parse(row.value) as Value | null,
        shown: shown(field, row.value),
        score: row.score,
        widthMm: box.w,
        heightMm: box.h,
      }
    }),
  }
}

/** The ink of one crop, and nothing around it. Throws NOT_FOUND when it waits no more. */
export async function cropImage(
  store: StoreReads,
  shelf: FormFinder,
  views: string,
  number: number,
): Promise<ImageBytes> {
  const [row] = await store.glancesByNumber([number])
  const page = row === undefined ? null : await store.page(row.page)
  if (row === undefined || page === null || page.view === null)
    throw new XianceError('NOT_FOUND', { path: String(number) })
  const form = await shelf(row.form, row.version)
  return cutInk(views, { id: page.id, view: page.view }, form.layout, boxOf(fieldOf(form, row.field)!, row))
}

/** A form version by name. What it was printed from never changes, so it is read once. */
export function formFinder(store: StoreReads): FormFinder {
  const known = new Map<string, FormRow>()
  return async (form, version) => {
    const key = `${form} ${version}`
    const row = known.get(key) ?? (await store.formsOf(form, version))[0]
    if (row === undefined) throw new XianceError('FORM_UNKNOWN', { form: key, known: '' })
    known.set(key, row)
    return row
  }
}

type FormFinder = (form: string, version: number) => Promise<FormRow>

function boxOf(field: LayoutField, { cell }: Pick<GlanceRow, 'cell'>): BoxMm {
  return cell === WHOLE ? inkBox(field) : grow(field.cells![cell]!, AROUND_MM)
}

function fieldOf({ layout }: FormRow, id: string): LayoutField | undefined {
  return layout.pages.flatMap((page) => page.fields).find((field) => field.id === id)
}

function shown(field: LayoutField | undefined, key: string): Bilingual {
  const value = JSON.parse(key) as Value | null
  if (value === null) return { zh: '（空白）', en: '(blank)' }
  if (typeof value === 'string') return { zh: value, en: value }
  const labels = value.map((id) => field?.options?.find((option) => option.value === id)?.label ?? { zh: id, en: id })
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') }
}
