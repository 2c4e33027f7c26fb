/** What there is of something that is done. */
export const STATE_OF =
  /(?:历史|歷史|履歴|日志|日誌|ログ|统计|統計|进度|進度|进展|详情|詳情|详细|明细|明細|结果|結果|情况|情況|异常|差异|排行|率|时段|状況|情報|名单|安排|号源|余号|预案|须知|记录|記錄|紀錄|公告|状态|狀態|列表|清单|時間|时间|排行|排名|数量|次数)$/;
/** "注销记录", "办理进度": whether a verb stands in the phrase for a record of what was gone through. */
export function isProcess(verb: string, isGrave: boolean, phrase: string): boolean {
  const at = phrase.indexOf(verb);
  const after = phrase.slice(at + verb.length);
  if (after.includes("的") || after.includes("指定") || DOING.test(phrase.slice(0, at))) return false;
  return (isGrave ? ENDS_SOMETHING.has(verb) : !CHANGES.has(verb)) && STATE_OF.test(after);
}

/** In front of a verb: it is done, and is no noun. */
export const DOING = /^(?:批量|一键|自动|手动|强制|快速|远程|重新|立即|定时|全部|彻底|永久|根据|按|将|把)/;

/** What ends somebody or something, so that there are records of it; nobody does it to a record. */
export const ENDS_SOMETHING: ReadonlySet<string> = new Set("注销 报废 吊销 销户 解约 除名 辞退 淘汰 开除".split(" "));
/** Verbs that are never the name of what is done: behind them stands what it is done to. */
export const CHANGES: ReadonlySet<string> = new Set(
  "更新 修改 编辑 设置 新增 添加 增加 创建 保存 调整 更改 写入 录入 追加 插入 标记 替换 导入 上传 发布 关闭 打开 重命名 移动 复制 取消 启用 禁用 停用 恢复 合并 绑定 锁定 解锁 提交 公布 公示 上报 填报 填写 反馈 同步 刷新 归档 生成 重置 分享 指派 分配 处理 转发 打印 确认 加入 计算 核定 补充 修正 订正 更正 写 置为 设为 标为 置顶 管理 维护 操作 使用".split(
    " ",
  ),
);
