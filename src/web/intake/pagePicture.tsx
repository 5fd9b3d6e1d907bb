import type { PageView } from '../../contract/letter.ts'
import { words } from '../preferences.ts'
import { FindingBoxes } from './findings.tsx'

interface Props {
  readonly page: PageView
  readonly caption?: string | null
  /** Loaded although it is not on the screen: a list that is printed shows all of them. */
  readonly printed?: boolean
}

/** A page as it was scanned, with what is wrong where it is; it opens in full in a tab of its own. */
export function PagePicture({ page, caption = null, printed = false }: Props) {
  const say = words.value
  return (
    <figure>
      {page.image === null ? (
        <div class="no-picture muted">{say('intake.noPicture')}</div>
      ) : (
        <a href={page.image} target="_blank" rel="noopener">
          <img
            src={page.image}
            alt={say('intake.pageOf', { n: page.index + 1 })}
            loading={printed ? 'eager' : 'lazy'}
          />
          <FindingBoxes page={page} />
        </a>
      )}
      {caption !== null && <figcaption>{caption}</figcaption>}
    </figure>
  )
}
