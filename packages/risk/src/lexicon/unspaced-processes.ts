/** What there is of something that is done. */
export const STATE_OF =
  /(?:历史|歷史|履歴|日志|日誌|ログ|统计|統計|进度|進度|进展|详情|詳情|详细|明细|明細|结果|結果|情况|情況|状況|情報|名单|安排|号源|余号|预案|须知|记录|記錄|公告|状态|狀態|列表|清单|時間|时间|排行|排名|数量|次数)$/;
/** "注销记录", "办理进度": whether a verb stands in the phrase for a record of what was gone through. */
export function isProcess(verb: string, phrase: string): boolean {
  return PROCESSES.has(verb) && STATE_OF.test(phrase.slice(phrase.indexOf(verb) + verb.length));
}

/** What somebody goes through, so that there are records of it; nobody does it to a record. */
const PROCESSES = new Set(
  `申请 審批 审批 审核 办理 发货 登录 签到 预约 报名 备案 登记 注册 变更 挂号 请假 退货 报修 投诉 受理 入库 出库 调拨 归还 借阅 借用 领用 订阅 评价 打卡 选课 排班 同步 部署 构建
  排课 调课 值机 住院 手术 养护 维修 执行 运行 播放 发送 推送 派单 处理 充电 训练 注销 报废 吊销 销户 解约 除名 辞退 淘汰 退学 休学 开除`.split(/\s+/),
);
/** Verbs that are never the name of what is done: behind them stands what it is done to. */
export const CHANGES: ReadonlySet<string> = new Set("更新 修改 编辑 设置 新增 添加 增加 创建 保存 调整 更改 写入 录入 追加 插入 标记 替换 导入 上传 发布 关闭 打开 重命名 移动 复制 取消 启用 禁用 停用 恢复 合并 绑定 锁定 解锁".split(" "));
