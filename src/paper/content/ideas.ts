import type { Random } from '../random.ts'

/**
 * A suggestion of about `target` characters in whole sentences, at most `most`: what happened, what is wrong with it, what should be
 * done, what good it would do. All phrases were written for this file.
 */
export function inventIdea(random: Random, target: number, most: number): string {
  const subject = random.pick(SUBJECTS)
  const parts = [random.pick(OPENINGS)]
  const troubles = random.shuffled(TROUBLES)
  const proposals = random.shuffled(PROPOSALS)
  parts.push(troubles[0]!, random.pick(LEADS) + proposals[0]!)
  let text = ''
  let next = 1
  while (parts.length < 24) {
    text = fill(parts, subject, random.fork('slots'))
    if (text.length >= target) break
    parts.push(
      next % 3 === 2
        ? troubles[next % troubles.length]!
        : `${random.pick(LINKS)}${proposals[next % proposals.length]!}`,
    )
    next++
  }
  const closed = fill([...parts, random.pick(CLOSINGS)], subject, random.fork('slots'))
  return cutAtSentence(closed.length <= most ? closed : text, most)
}

/** A heading of at most `most` characters. */
export function inventTitle(random: Random, most: number): string {
  const fitting = random.shuffled(TITLES).map((title) => title.replaceAll('{s}', random.pick(SUBJECTS)))
  return fitting.find((title) => title.length <= most) ?? fitting[0]!.slice(0, most)
}

/** A short answer of at most `most` characters to a question we know nothing of. */
export function inventRemark(random: Random, most: number): string {
  const fitting = REMARKS.filter((remark) => remark.length <= most)
  return fitting.length > 0 ? random.pick(fitting) : random.pick(REMARKS).slice(0, most)
}

export function inventUnit(random: Random, most: number): string {
  const fitting = random.shuffled(UNIT_TAILS).map((tail) => random.pick(PLACES) + tail)
  return fitting.find((unit) => unit.length <= most) ?? random.pick(PLACES).slice(0, most)
}

export function inventAddress(random: Random, most: number): string {
  const address = `${random.pick(PLACES)}${random.pick(ROADS)}${random.whole(1, 380)}号${random.whole(1, 28)}栋${random.whole(1, 30)}0${random.whole(1, 6)}室`
  return address.slice(0, most)
}

function fill(parts: readonly string[], subject: string, random: Random): string {
  return parts
    .join('')
    .replaceAll('{s}', subject)
    .replaceAll('{n}', () => String(random.whole(2, 9)))
    .replaceAll('{who}', () => random.pick(WHO))
    .replaceAll('{place}', () => random.pick(WHERE))
}

function cutAtSentence(text: string, most: number): string {
  const characters = Array.from(text)
  if (characters.length <= most) return text
  const kept = characters.slice(0, most).join('')
  const end = Math.max(kept.lastIndexOf('。'), kept.lastIndexOf('！'), kept.lastIndexOf('？'))
  return end > most * 0.3 ? kept.slice(0, end + 1) : kept
}

const split = (text: string): string[] => text.trim().split(/\s*\n\s*/)

const SUBJECTS = split(`不动产登记
医保报销
新生儿上户
个体户注册
公积金提取
老年证办理
居住证续签
车辆年检
残疾补贴申请
水电报装
养老认证
食品许可
异地就医备案
施工许可
子女入学报名`)

const OPENINGS = split(`上个月我陪{who}到{place}办{s}，前后跑了{n}趟。
本人在乡镇工作多年，常帮{who}代办{s}。
我家开着一间小店，去年为{s}去过{place}好几次。
作为一名普通市民，我对{s}有一点切身体会。
这几年{place}变化很大，办{s}比从前快多了。
今年春天，{who}第一次在手机上办{s}，遇到一些难处。
我是一名退休教师，邻居们常托我打听{s}怎么办。
单位派我负责{s}，一年要去{place}{n}回以上。`)

const TROUBLES = split(`窗口要的材料和网上写的不一样，只好回家再拿。
排队的人多，取号以后往往要等{n}十分钟。
同一份证明，在不同部门要交{n}次。
手机页面字太小，{who}看不清，也不知道点哪里。
打咨询电话常常占线，问了几次答复都不相同。
系统之间没有打通，工作人员要把同样的信息录入{n}遍。
中午和周末没有人值班，上班的人只能请假去办。
办完以后没有人回访，意见写在本子上就没有下文了。
外地户籍的人要来回奔波，路费比办事费还高。
审批走到哪一步看不见，只能一次次打电话问。
表格里的说法太专业，第一次填的人大多填错。`)

const LEADS = split(`我建议，
为此建议：
我的想法是，
希望有关部门考虑：
提一个小建议，`)

const PROPOSALS = split(`把所需材料做成一张清单，贴在{place}门口，网上也同步更新。
设一个综合窗口，{s}涉及的几家单位由后台流转，群众只交一次材料。
凡是系统里查得到的证明，一律不再让群众提供。
给{who}开一条帮办通道，由志愿者带着一步一步走完。
每个星期六上午安排值班，方便上班族。
在手机上显示办理进度，像查快递那样一目了然。
把常见问题录成{n}分钟的短视频，用方言也讲一遍。
跨市办理时由受理地收件、归属地审核，结果邮寄到家。
每件事办结之后发一条短信，请群众打分，低分的由专人回电。
村里的便民点配一台自助机，让大家不出村就能办。
对办得又快又好的窗口给予奖励，评比结果当众公布。
统一全省的办事指南，同一件事在哪里办要求都一样。
允许先受理、后补件，缺的材料{n}天之内交齐即可。
把填表示例放大挂在墙上，关键栏目用颜色标明。
把各部门的账号合并，一次登录，全省都能用。`)

const LINKS = split(`另外，
同时，
其次，
还有，
此外，`)

const CLOSINGS = split(`这样大家少跑路，窗口也轻松。
相信这样做，群众会更满意。
以上意见不一定成熟，供参考。
花钱不多，见效却快。
如能试行，先从县里做起也好。
谢谢你们听取百姓的声音！
不知能否采纳？盼复。`)

const TITLES = split(`关于简化{s}手续的建议
让{s}少跑一趟
{s}可以更方便
一件事一次办好
关于{s}进村的设想
给老人留一扇窗口
{s}全程网办的几点意见
把服务送到家门口
办事进度看得见
也谈{s}`)

const REMARKS = split(`很好
满意
没有意见
态度很热情
等候时间长
希望周末也能办
请多开几个窗口
指示牌不够清楚，找不到窗口
工作人员讲解很耐心，值得表扬`)

const WHO = split(`老人
父母
邻居
村民
年轻人
残疾朋友
外来务工人员`)

const WHERE = split(`政务大厅
县城
市民中心
便民服务点
镇上
服务窗口`)

const PLACES = split(`青山镇
河西区
望江县
新开街道
长桥村
石门镇
白沙社区
南湖区
桃花乡
清溪县
东塘街道
云田镇`)

const UNIT_TAILS = split(`中心小学
人民医院
卫生院
村民委员会
农业合作社
第三中学
建材经营部
供销社
机械厂
物业服务公司
社区居委会
信息技术有限公司
退休职工
个体工商户`)

const ROADS = split(`人民路
解放路
建设街
新华路
滨河路
学院街
迎宾大道`)
