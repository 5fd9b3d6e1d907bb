import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import { roles, type Role } from '../../src/contract/people.ts'
import { seriousFindings } from './axe.ts'
import { serveSamples, type Served } from '../api/served.ts'
import { builtScreens, openBrowser } from './browser.ts'

let served: Served
let browser: Browser
let context: BrowserContext
let page: Page
let url: string
let web: string
const PASSWORD = 'a long enough word'

beforeAll(async () => {
  web = await builtScreens()
  ;[served, browser] = await Promise.all([serveSamples(['slip-clean-p1.png'], web), openBrowser()])
  url = await listen(served.app, '127.0.0.1', 0)
  const people: [string, readonly Role[]][] = [
    ['li.na', roles],
    ['王芳', ['reviewer']],
    ['clerk', ['clerk']],
    ['analyst', ['analyst']],
  ]
  for (const [name, held] of people) await served.product.people.add(name, held, PASSWORD, 'test')
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
})
afterEach(() => context.close())

async function signIn(name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('账户').fill(name)
  await page.getByLabel('密码').fill(password)
  await page.keyboard.press('Enter')
}

describe('signing in', () => {
  it('shows nothing before, asks by keyboard, says what is wrong, and goes where the person was going', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${url}/#/intake`)
    await page.getByLabel('账户').waitFor()
    expect(await page.getByLabel('账户').evaluate((input) => input === document.activeElement)).toBe(true)
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/session'])
    expect(await page.locator('nav a').count()).toBe(0)
    await signIn('li.na', 'wrong')
    await page.getByRole('alert').getByText('账户名或密码不对').waitFor()
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: '收件' }).waitFor()
    expect(await page.getByTestId('who').innerText()).toBe('li.na')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    await page.reload()
    await page.locator('h1', { hasText: '收件' }).waitFor()
  })

  it('signs out, and the session is worth nothing afterwards', async () => {
    await page.goto(`${url}/#/letters/all`)
    await signIn('li.na')
    await page.locator('table.rows').waitFor()
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ name: 'xiance_session', httpOnly: true, sameSite: 'Strict' })
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByLabel('账户').waitFor()
    const answer = await fetch(`${url}/api/letters`, { headers: { cookie: `xiance_session=${cookie!.value}` } })
    expect(answer.status).toBe(401)
  })

  it('comes up over a letter when the session ends, and gives what was typed back to that person alone', async () => {
    const [letter] = (await served.product.office.letters({ offset: 0, limit: 1 })).letters
    await page.goto(`${url}/#/letter/${letter!.id}`)
    await signIn('王芳')
    await page.locator('.card.active').waitFor()
    for (let i = 0; i < 20 && (await page.locator('.card.active textarea, .card.active input').count()) === 0; i++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Control+u')
    const changed = async (): Promise<number> => page.locator('.card', { hasText: '无法辨认' }).count()
    expect(await changed()).toBe(1)
    await served.product.people.setPassword('王芳', PASSWORD, 'test')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('账户').waitFor()
    // Somebody else at this screen sees nothing of it.
    await signIn('li.na')
    await page.getByTestId('who').getByText('li.na').waitFor()
    await page.locator('.card.active').waitFor()
    expect(await changed()).toBe(0)
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByLabel('账户').waitFor()
    await signIn('王芳')
    await page.locator('.card.active').waitFor()
    expect(await changed()).toBe(1)
  })

  it('shows each role the screens it may use', async () => {
    const shown = async (name: string): Promise<string[]> => {
      await page.goto(url)
      await signIn(name)
      await page.getByTestId('who').getByText(name).waitFor()
      const links = await page.locator('.header nav a').allInnerTexts()
      const exports = await page.locator('.downloads').count()
      const begin = await page.getByRole('button', { name: '开始校对' }).count()
      await page.getByRole('button', { name: '退出' }).click()
      await page.getByLabel('账户').waitFor()
      return [...links.map((text) => text.replace(/\d+/, '').trim()), `导出 ${exports}`, `开始 ${begin}`]
    }
    expect(await shown('clerk')).toEqual(['信件', '登记', '收件', '征集表', '导出 0', '开始 0'])
    expect(await shown('王芳')).toEqual(['信件', '成组', '抽检', '征集表', '导出 0', '开始 1'])
    expect(await shown('analyst')).toEqual(['征集表', '阈值', '导出 1', '开始 0'])
  })
})

describe('accounts', () => {
  const row = (name: string) => page.locator(`tr[data-person="${name}"]`)

  it('are added, given roles, put out and let in again on a screen of the administrator', async () => {
    const { people } = served.product
    await page.goto(`${url}/#/people`)
    await signIn('li.na')
    await page.getByLabel('账户名').fill('Chen.Wei')
    await page.locator('.addPerson').getByLabel('校对员').check()
    await page.keyboard.press('Enter')
    await row('chen.wei').waitFor()
    const password = await page.getByTestId('password').innerText()
    expect((await people.signIn('chen.wei', password, '127.0.0.1')).person.roles).toEqual(['reviewer'])
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: '已记下' }).click()
    expect(await page.content()).not.toContain(password)

    await row('chen.wei').getByLabel('分析员').click()
    await page.locator('.notice', { hasText: 'chen.wei' }).waitFor()
    await row('chen.wei').getByRole('button', { name: '停用账户' }).click()
    await row('chen.wei').getByText('停用', { exact: true }).waitFor()
    expect(await people.list()).toContainEqual(
      expect.objectContaining({ name: 'chen.wei', roles: ['reviewer', 'analyst'], disabled: true }),
    )
    await expect(people.signIn('chen.wei', password, '127.0.0.1')).rejects.toThrow('SIGN_IN_FAILED')
    // What the service refuses is said, and the box stays as it was.
    await row('clerk').getByLabel('收件员').click()
    await page.locator('.notice').getByText('请求的内容不符合约定').waitFor()
    expect(await row('clerk').getByLabel('收件员').isChecked()).toBe(true)
    const told = (await served.product.store.audit({ after: 0, limit: 1000 })).filter(({ who }) => who === 'li.na')
    expect(told.map(({ what }) => what)).toEqual(expect.arrayContaining(['person.added', 'person.changed']))
  })

  it('change their own password, by keyboard, knowing the old one', async () => {
    await page.goto(url)
    await signIn('clerk')
    await page.getByTestId('who').focus()
    await page.keyboard.press('Enter')
    await page.locator('dialog.own').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const type = async (old: string, repeated: string): Promise<void> => {
      for (const [name, text] of Object.entries({ old, wanted: 'another long word', repeated })) {
        await page.locator(`dialog.own input[name="${name}"]`).fill(text)
      }
      await page.keyboard.press('Enter')
    }
    await type('not the old one', 'another long word')
    // Behind a dialog nothing else is read: it says so itself.
    await page.locator('dialog.own .notice').getByText('账户名或密码不对').waitFor()
    await type(PASSWORD, 'another long word')
    await page.locator('dialog.own').waitFor({ state: 'detached' })
    expect((await served.product.people.signIn('clerk', 'another long word', '127.0.0.1')).person.name).toBe('clerk')
    await expect(served.product.people.signIn('clerk', PASSWORD, '127.0.0.1')).rejects.toThrow('SIGN_IN')
  })
})
