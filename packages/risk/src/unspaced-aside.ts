import type { Match } from "./read-unspaced";

/** A verb that only describes: "deleted users", "the payment's status". */
const DESCRIBED_BEFORE =
  /(?:已|已经|被|未|尚未|将要|最近|所|正在|待|应|拟|曾|刚|历次|无法|涉及|关于|有关|包括|包含|含|(?:是否|能否|可否)(?:可以|能够?|已经?|允许|会|需要|被|应该?)?)$/;
const MAY_BEFORE = /可$/;
const DESCRIBED_AFTER: Readonly<Record<"zh" | "ja", RegExp>> = {
  zh: /^(?:了|过|后|時|时|前|中)?的|^(?:之?前|时|時|期间|过程中|失败|成功后)/,
  ja: /^(?:(?:に|と)?(?:なっ|され|し|できな)(?:た|かった|なかった)(?!後|ら|あと)|に(?:なった|関する|かかる|必要な|基づ)|[さらわかま]れ(?:て|た|る(?!$))|済み?|ずみ|可能|可否|不可|日時|の(?:詳細|状況|履歴|一覧|状態|情報|結果|ステータス|有無|可否|理由|件数|合計|推移|明細|進捗|前|際|場合|ため|対象|候補|期限|予定|条件|方法|手順|影響|根拠|内訳|順|プレビュー|流れ|ログ|記録|データ|内容|割合|傾向|予測|見込)|中の|(?:する|う|る|す|く|む|つ|ぶ|ぬ|ぐ)(?:前|際|場合|予定|とき|時|か(?!ら)|か、|可能性|べき|方法|条件|権限|必要|対象|たび|には|候補|日|金額)|でき(?:る|ない)か|し(?:たい場合|ている|てい|ようと|やす))/,
};
/** The noun of an act, in front of what there is of it: "支付状态", "返金手数料". */
const NOUN_AFTER =
  /^(?:状态|狀態|履歴|状況|一覧|情報|料|额度|记录|記錄|历史|歷史|详情|信息|列表|结果|結果|数量|金额|方式|时间|時間|日志|单号|编号|号码|号|日期|日|期限|情况|情況|明细|总额|总量|额度|进度|条件|原因|类型|渠道|凭证|流水|报告|报表|统计|趋势|规则|标准|政策|须知|指南|流程|手续费|名单|清单|证明|能力|水平|建议|风险|影响|率|量|者|方(?![案式])|行为|行業|偏好|意愿|排行|排名|资格|比例|占比|公告|环节|节点|窗口|入口|指标|限额|频率|年限)/;
/** These may also be what it is done to: "支付订单", but "查询支付订单". */
const THING_AFTER =
  /^(?:次数|额|计划|方案|价格|价|费用|费|人(?![员工力事才])|商(?!品)|单(?![个元独])|表(?!格)|码|证(?!书)|图|点|需求|合同|订单|项目|组合|机会|成本|收益|回报|账户|账号|对象|模式|平台|工具|服务|系统|申请|订|拍品|预算|数据|页面|链接|二维码|余额|标的|级|物|员)/;
/** Of verbs that change or remove: only what can't be changed or removed itself. */
const NOUN_OF_ACT =
  /^(?:时间|日期|原因|次数|进度|方式|率|量(?!表)|人(?![员工力事才])|者|情况|总数|条件|渠道|类型|期限|流程|须知|指南|标准|单号|编号|号(?!码)|记录|历史|日志|明细|状态|名单|统计|公告|结果|列表|时段|号源|名额|须知)/;
/** Before a verb in the middle of a Chinese clause, these say that it is done and isn't a noun. */
const DOING_BEFORE =
  /(?:批量|一键|手动|自动|强制|快速|立即|永久|彻底|一次性|统一|重新|再次|远程|在线|直接|全部|逐个|定时|用于|可以|能够|来|会|将|能|去|并|再|后|将其|把它|进行)$|(?:为|對|对|给|向|将|把|从|在|按|根据|通过)[^，,的]{1,14}$/;
const AT_END = /^(?:记录|記錄|安排)$/;
const RECORDS = /^(?:记录|記錄|紀錄|历史|日志|明细|状态|名单|统计|公告|结果|列表)/;
const DESCRIBED = new Set("注销 报废 吊销 销户 解约 除名 辞退 淘汰 开除 解聘".split(" "));
const JOINED_BEFORE = /(?:和|与|與|或|及|、|，|,|\/)$/;
const ONLY_VERBS =
  /^(?:修改|更新|删除|刪除|创建|新建|新增|添加|增加|设置|编辑|清空|清除|移除|保存|发送|取消|关闭|打开|禁用|启用)$/;
const NEGATED_AFTER =
  /^(?:処理|操作|等|など)?(?:は|を|も|が|に)?(?:一切|実際に|実際には)?(?:[りいきしちみびえけせてべめれ])?(?:し|でき|され|行い|行わ|いたし|発生し|伴い|伴わ|実行され|実行し|反映され|及び|含み|含まれ)?(?:ません|ない|ず(?![つれ]))/;
const NEGATED_BEFORE =
  /(?:不|无需|無需|不会|不會|不能|无法|未|没有|勿|不要|避免|防止|禁止|而不是|而非|并非|不涉及|不产生|不发生|不支持)(?:真正|真的|实际|立即|直接|自动|任何|产生|发生|涉及|导致|进行|执行|做|再|被|对其|对[^，,]{1,8}|修改[和或、]|修改、|更改[和或、]|写入[和或、])*$/;
/** "生成して返す前に": a noun follows a Japanese noun of an act, which then only says which. */
const COMPOUND = /^[いみしきりえけめ]?(?=[一-龠々ァ-ヶー])/;
const STILL_DONE =
  /^(?:処理|実行|操作|手続|作業|実施|依頼|指示|業務|開始|一括|機能|API|ツール|コマンド|後に|後、|申請|可|専用|・|ー$)/;

/** "不支持修改和删除": what isn't done, and so what is joined to it. */
export function isNegated({ at }: Match, clause: string): boolean {
  return NEGATED_BEFORE.test(clause.slice(Math.max(0, at - 16), at));
}

/** Whether a verb in a clause says of something else what it is, instead of what the tool does. */
export function isAside(match: Match, clause: string, language: "zh" | "ja", isLater: boolean): boolean {
  const before = clause.slice(Math.max(0, match.at - 16), match.at);
  const after = clause.slice(match.end, match.end + 14);
  return language === "ja"
    ? isJapaneseAside(match, before, after, isLater)
    : isChineseAside(match, before, after, clause, isLater);
}

function isChineseAside({ verb, at }: Match, before: string, after: string, clause: string, isLater: boolean): boolean {
  const { kind, lemma } = verb;
  if (NEGATED_BEFORE.test(before) || DESCRIBED_BEFORE.test(before)) return true;
  if (MAY_BEFORE.test(before) && kind !== "destroy") return !/^(?:可|用于)/.test(clause);
  if (DESCRIBED_AFTER.zh.test(after)) return true;
  // "学生成绩" are a pupil's marks: the verb would begin inside another word.
  if (lemma === "生成" && /[学學医醫先出新考师師]$/.test(before)) return true;
  if (/^(?:后|後|之后)/.test(after) && (isLater || !(kind === "destroy" || kind === "pay"))) return true;
  // "拜访记录": at the end of a clause it is a thing, not what somebody does.
  if (AT_END.test(lemma) && after === "" && at > 0) return true;
  if (kind === "pay" || kind === "execute")
    return (
      NOUN_AFTER.test(after) ||
      (at > 0 && THING_AFTER.test(after) && !DOING_BEFORE.test(before) && !JOINED_BEFORE.test(before))
    );
  if (at === 0 || !NOUN_OF_ACT.test(after)) return false;
  // "用户删除记录": records that are deleted, or of what was; the graver.
  if (kind === "destroy" && RECORDS.test(after) && !DESCRIBED.has(lemma)) return false;
  // "可用量、冻结量": one of several things that are counted up, unless the verb is never a noun.
  return JOINED_BEFORE.test(before) ? !ONLY_VERBS.test(lemma) : !DOING_BEFORE.test(before);
}

function isJapaneseAside({ verb }: Match, before: string, after: string, isLater: boolean): boolean {
  if (NEGATED_AFTER.test(after) || DESCRIBED_AFTER.ja.test(after)) return true;
  if (/(?:未|被|要|不)$/.test(before)) return true;
  if (COMPOUND.test(after) && !STILL_DONE.test(after.replace(/^[いみしきりえけめ](?=[一-龠々ァ-ヶー])/, "")))
    return true;
  // "いつでも解除できます": what can be done afterwards, not what this does.
  if (
    isLater &&
    TAKEN_BACK.has(verb.lemma) &&
    /^(?:も)?(?:でき|可能|を?行え|せ(?:ます|る)|[げ](?:られ|可能))/.test(after)
  )
    return true;
  return false;
}
const TAKEN_BACK = new Set(
  "解除 取り消 取消 復元 キャンセル 取り下げ 訂正 修正 変更 編集 削除 再開 戻 参照 確認 撤回".split(" "),
);
