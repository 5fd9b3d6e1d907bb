import type { Random } from '../random.ts'

/** A citizen who does not exist. */
export interface Person {
  readonly name: string
  /** The name in Latin letters, for mail addresses. */
  readonly pinyin: { readonly surname: string; readonly given: string }
}

export function inventPerson(random: Random): Person {
  const [surname, surnamePinyin] = pair(random.next() < 0.985 ? random.pick(SURNAMES) : random.pick(DOUBLE_SURNAMES))
  const length = random.chance(0.78) ? 2 : 1
  const given = Array.from({ length }, () => pair(random.pick(GIVEN)))
  return {
    name: surname + given.map(([character]) => character).join(''),
    pinyin: { surname: surnamePinyin, given: given.map(([, pinyin]) => pinyin).join('') },
  }
}

/** Eleven digits: a mobile number with a prefix in use, or a land line of an area with seven-digit numbers. */
export function inventTelephone(random: Random): string {
  if (random.chance(0.88)) return random.pick(MOBILE_PREFIXES) + digits(random, 8)
  return random.pick(AREA_CODES) + random.pick(['2', '3', '4', '5', '6', '8']) + digits(random, 6)
}

export function inventEmail(person: Person, random: Random): string {
  const { surname, given } = person.pinyin
  const year = random.whole(62, 99)
  const local = random.pick([
    () => String(random.whole(2, 9)) + digits(random, random.whole(6, 9)),
    () => `${surname}${given}${year}`,
    () => `${given}.${surname}`,
    () => `${surname}_${given}`,
    () => `${surname[0]!}${given}${random.whole(1, 999)}`,
  ])()
  const domain = /^\d/.test(local) ? random.pick(['qq.com', '163.com']) : random.pick(MAIL_DOMAINS)
  return `${local}@${domain}`
}

/** An identity number of 18 characters with a valid date and check character (GB 11643) and no person behind it. */
export function inventIdentity(random: Random): string {
  const day = `${random.whole(1950, 2002)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`
  const body = random.pick(COUNTY_CODES) + day + digits(random, 3)
  const sum = Array.from(body).reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0)
  return body + '10X98765432'[sum % 11]!
}

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random.whole(0, 9))).join('')
}

const two = (value: number): string => String(value).padStart(2, '0')

function pair(entry: string): [string, string] {
  const [character, pinyin] = entry.split(' ') as [string, string]
  return [character, pinyin]
}

const split = (text: string): string[] => text.trim().split(/\s*,\s*/)

const SURNAMES =
  split(`王 wang,李 li,张 zhang,刘 liu,陈 chen,杨 yang,黄 huang,赵 zhao,吴 wu,周 zhou,徐 xu,孙 sun,马 ma,朱 zhu,胡 hu,
郭 guo,何 he,林 lin,高 gao,罗 luo,郑 zheng,梁 liang,谢 xie,宋 song,唐 tang,许 xu,邓 deng,冯 feng,韩 han,曹 cao,曾 zeng,彭 peng,
萧 xiao,蔡 cai,潘 pan,田 tian,董 dong,袁 yuan,于 yu,余 yu,叶 ye,蒋 jiang,杜 du,苏 su,魏 wei,程 cheng,吕 lv,丁 ding,沈 shen,任 ren,
姚 yao,卢 lu,傅 fu,钟 zhong,姜 jiang,崔 cui,谭 tan,廖 liao,范 fan,汪 wang,陆 lu,金 jin,石 shi,戴 dai,贾 jia,韦 wei,夏 xia,邱 qiu,
方 fang,侯 hou,邹 zou,熊 xiong,孟 meng,秦 qin,白 bai,江 jiang,阎 yan,薛 xue,尹 yin,段 duan,雷 lei,黎 li,史 shi,龙 long,陶 tao,贺 he`)

const DOUBLE_SURNAMES = split('欧阳 ouyang,上官 shangguan,司马 sima')

const GIVEN =
  split(`伟 wei,芳 fang,娜 na,敏 min,静 jing,丽 li,强 qiang,磊 lei,军 jun,洋 yang,勇 yong,艳 yan,杰 jie,娟 juan,涛 tao,
明 ming,超 chao,秀 xiu,霞 xia,平 ping,刚 gang,桂 gui,英 ying,华 hua,玉 yu,兰 lan,红 hong,建 jian,国 guo,文 wen,志 zhi,海 hai,
波 bo,宁 ning,斌 bin,辉 hui,鹏 peng,飞 fei,峰 feng,浩 hao,宇 yu,婷 ting,雪 xue,倩 qian,琳 lin,佳 jia,欣 xin,怡 yi,雨 yu,晨 chen,
子 zi,涵 han,梓 zi,轩 xuan,俊 jun,博 bo,思 si,远 yuan,成 cheng,林 lin,云 yun,春 chun,梅 mei,清 qing,光 guang,新 xin,永 yong,
德 de,福 fu,生 sheng,金 jin,小 xiao,晓 xiao,东 dong,南 nan,正 zheng,安 an,康 kang,乐 le,天 tian,锋 feng,立 li,学 xue`)

// Prefixes given out to the three large operators and the fourth.
const MOBILE_PREFIXES =
  split(`130,131,132,133,134,135,136,137,138,139,147,150,151,152,153,155,156,157,158,159,166,173,175,176,177,178,180,
181,182,183,184,185,186,187,188,189,191,193,198,199`)

const AREA_CODES = split('0730,0734,0735,0736,0737,0738,0739,0743,0744,0745,0746,0572,0713,0792,0871')
const MAIL_DOMAINS = split('163.com,126.com,qq.com,sina.com,139.com,foxmail.com,hotmail.com')
const COUNTY_CODES = split('430102,430104,430211,430321,430422,430503,430602,430703,430802,431002,110105,310104')
