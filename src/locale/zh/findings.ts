import type { FindingSentences, SideWords } from '../findingText.ts'

/** 扫描有什么毛病：一句说明（带量到的数），一句办法。 */
export const findings: FindingSentences = {
  STREAK: {
    what: '从头到尾一条线，在扫描图像左起（横线为上起）{measured} {unit} 处',
    advice: '玻璃或扫描窗上有脏物：请擦净这一处，重新扫描这一叠。',
  },
  PRINT_LIGHT: {
    what: '印得太淡或扫得太亮，黑色只有 {measured}{unit}',
    advice: '请把扫描调深一些重新扫描；纸上本来就淡时，请让印表的人换墨粉。',
  },
  EDGE_CUT: {
    what: '{sides}缺 {measured} {unit}，有印刷内容在扫描范围之外',
    advice: '请放正，让整页都在扫描范围内，重新扫描。',
  },
  CORNER_FOLDED: { what: '{sides}角折了起来，约 {measured} {unit}', advice: '请展平这个角，重新扫描。' },
  STRETCHED: {
    what: '走纸打滑，长宽比差 {measured}{unit}',
    advice: '请清洁搓纸轮、放平纸张后重新扫描；相差不大时照样能读。',
  },
  SCALED: {
    what: '大小是原版的 {measured}{unit}：缩放印刷，或用了别的纸',
    advice: '照样能读，重新扫描没有用；请提醒印表时选“实际大小”和 A4。',
  },
  PHOTOCOPY: {
    what: '像是复印件：浅色格线只剩原来的 {measured}{unit}',
    advice: '请找原件重新扫描；只有复印件时照样处理，并留意同一序列号是否另有一份。',
  },
  RESOLUTION_LOW: { what: '分辨率只有 {measured} {unit}', advice: '请用 300 dpi（至少 200）重新扫描。' },
  BLURRED: {
    what: '图像模糊，黑白交界宽 {measured} {unit}',
    advice: '请压平纸张、擦净玻璃，不要用手机拍照，重新扫描。',
  },
  TURNED: { what: '放倒了，转了 {measured}{unit}', advice: '照样能读，不必重新扫描；下次请按同一方向放。' },
  MARKER_COVERED: {
    what: '定位标记被盖住、磨掉或打了孔，那里有 {measured}{unit} 是黑的',
    advice: '请揭去盖住它的东西、取下订书钉后重新扫描；其余标记够用时照样能读。',
  },
  CODE_UNREADABLE: {
    what: '页码标识（二维码）读不出，那里有 {measured}{unit} 是黑的（完好时约一半）',
    advice:
      '接近零是被盖住、撕掉或太淡，接近百分之百是被涂黑。请揭开、展平后重新扫描；纸上仍读不出时可按旁边印的编号手工对准。',
  },
  INK_DOTTED: {
    what: '字迹太淡，黑白扫描把笔画扫成了散点（{measured}{unit} 的墨迹不成笔画）',
    advice: '请改用灰度重新扫描这一页：铅笔和快没水的笔，黑白扫描后人和机器都难认。',
  },
}

/** 一条边，或相邻两条边连起来说一个角。 */
export const sides: SideWords = { top: '上', right: '右', bottom: '下', left: '左' }
