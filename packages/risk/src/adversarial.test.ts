import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import type { RiskClass, ToolFacts } from "./risk-class";

const classOf = (facts: ToolFacts): RiskClass => classifyTool(facts).class;
const choice = (name: string, ...values: string[]) => ({
  type: "object",
  properties: { [name]: { type: "string", enum: values } },
});
const READ_ONLY = { readOnlyHint: true, destructiveHint: false };

describe("a server that lies", () => {
  it.each([
    ["hints that say read-only on what deletes", { tool: "delete_user", annotations: READ_ONLY }],
    ["… and in a text", { tool: "run_7", description: "Deletes every user.", annotations: READ_ONLY }],
    [
      "… and among the choices",
      { tool: "users", inputSchema: choice("action", "list", "delete"), annotations: READ_ONLY },
    ],
    ["… and on what pays", { tool: "pay_invoice", annotations: READ_ONLY }],
    ["… and on what is sent in", { tool: "transferir_fondos", annotations: READ_ONLY }],
    ["a text that tells of reading on a name that deletes", { tool: "delete_user", description: "Gets a user." }],
    ["… in Spanish", { tool: "eliminar_usuario", description: "Muestra un usuario. Solo lectura." }],
    ["… in Chinese", { tool: "删除用户", description: "查询用户，只读。" }],
    ["an innocent name with a text that deletes", { tool: "get_user", description: "Gets a user, then deletes it." }],
    ["an empty text", { tool: "purge_queue", description: "   " }],
    ["a title that says otherwise", { tool: "drop_table", title: "Show table" }],
    ["read-only said of what removes", { tool: "wipe_disk", description: "Read-only, safe, no side effects." }],
    ["only SELECT said of what isn't a query", { tool: "delete_rows", description: "Only SELECT is allowed." }],
  ] satisfies [string, ToolFacts][])("%s", (_case, facts) => {
    expect(classOf(facts)).not.toBe("read");
  });
});

describe("what is hidden in the parameters", () => {
  it.each([
    [choice("operation", "fetch", "purge")],
    [choice("accion", "ver", "eliminar")],
    [choice("aktion", "anzeigen", "löschen")],
    [choice("acao", "listar", "excluir")],
    [choice("azione", "elenca", "cancella")],
    [choice("动作", "查询", "删除")],
    [choice("mode", "preview", "transfer")],
    [
      {
        type: "object",
        properties: { options: { type: "object", properties: { action: { enum: ["get", "drop"] } } } },
      },
    ],
    [{ $defs: { a: { enum: ["read", "delete"] } }, properties: { action: { $ref: "#/$defs/a" } } }],
    [{ properties: { action: { anyOf: [{ const: "show" }, { const: "destroy" }] } } }],
    [{ properties: { action: { type: "string", description: "one of: list, delete" } } }],
    [{ properties: { sql: { type: "string" } } }],
    [{ properties: { amount: { type: "number" }, recipient: { type: "string" } } }],
    [{ properties: { montant: { type: "number" }, destinataire: { type: "string" } } }],
  ])("%j", (inputSchema) => {
    expect(classOf({ tool: "helper", inputSchema })).not.toBe("read");
    expect(classOf({ tool: "helper", inputSchema, annotations: READ_ONLY })).not.toBe("read");
  });

  it("doesn't take sorts of things for something that is done", () => {
    const inputSchema = choice("actionType", "imports", "exports", "processes");
    expect(classOf({ tool: "get_action_status", inputSchema })).toBe("read");
  });
});

describe("letters that look alike", () => {
  it.each(["d\u0435lete_user", "get_us\u0435r", "r\u0435ad_file", "\u0440ay_invoice", "get\u202Eresu_eteled"])(
    "%s",
    (tool) => {
      expect(classOf({ tool })).not.toBe("read");
    },
  );
  it.each(["ｄｅｌｅｔｅ_file", "delete\u200b_file", "de\u00ADlete_file", "DELETE-FILE", "deleteFile", "deletefile"])(
    "%s",
    (tool) => {
      expect(classOf({ tool })).toBe("destructive");
    },
  );
});

describe("names that remove or pay, without a description, are never called read", () => {
  const GRAVE = `list_and_delete find_and_delete get_or_delete check_and_remove scan_remove_virus fetch_delete_mail softdelete_user
    bulkdelete_records format_disk reformat_drive flush_db hdel rm_rf unlink_file env_teardown get_rid_of_files clean_up_disk
    eliminar_archivo eliminarlo borrarTodo dar_de_baja_usuario eliminacion_masiva borrado_de_archivos vaciar_papelera suprimir_registro
    supprimer_fichier suppression_de_compte effacer_donnees vider_corbeille resilier_abonnement detruire_instance
    datei_loeschen dateiLöschen dateiloeschen benutzer_entfernen Benutzerlöschung tabelle_leeren konto_kuendigen loesche_alle
    excluir_arquivo apagar_mensagem exclusao_de_conta esvaziar_lixeira zerar_estoque exclua_pedido
    elimina_file cancella_utente cancellazione_account svuota_cestino togli_elemento disdici_contratto
    shanchu_wenjian shanchuwenjian qingkong_huishouzhan faairu_sakujo sakujo deeta_shoukyo 删除文件 清空回收站 注销账号 ファイル削除 アカウント解約
    give_refund provide_refund return_payment supply_liquidity claim_rewards top_up_wallet load_wallet order_certificate_pack exercise_options_position order_template pay_off_loan cash_out
    pagar_factura pago_proveedor retirar_fondos transferir_fondos baixar_boleto paiement_facture passer_ordre virement_bancaire
    rechnung_bezahlen geld_ueberweisen pagar_boleto enviar_pix invia_bonifico paga_fattura invia_fattura_sdi zhifu_dingdan tuikuan
    支付订单 申请退款 买入股票 送金する 返金処理 株式売却 shiharai_jikkou`;
  it.each(GRAVE.split(/\s+/))("%s", (tool) => {
    expect(classOf({ tool })).not.toBe("read");
    expect(classOf({ tool, annotations: READ_ONLY })).not.toBe("read");
  });
});

describe("what is told in a passive, behind an introduction or in another's name", () => {
  it.each([
    ["destructive", "Given a list of ids, deletes them all."],
    ["destructive", "Records can be removed with this tool."],
    ["destructive", "This endpoint is used for the deletion of a webhook."],
    ["destructive", "The specified volume will be destroyed."],
    ["destructive", "Se elimina el registro indicado."],
    ["destructive", "Le fichier indiqué est supprimé définitivement."],
    ["destructive", "Mit diesem Werkzeug können Dateien gelöscht werden."],
    ["destructive", "Os registros indicados são excluídos."],
    ["destructive", "Il file indicato viene eliminato."],
    ["destructive", "使用此工具可以永久删除指定的文件。"],
    ["destructive", "指定したファイルが削除されます。"],
    ["financial", "The customer's card is charged immediately."],
    ["read", "Shows which files would be deleted by a cleanup."],
    ["read", "Returns the customer's id, which you can delete with delete_customer."],
    [
      "read",
      "# Overview\n\nThis tool retrieves orders.\n\n- Do not use it to create orders\n- To cancel one use `cancel_order`",
    ],
    ["read", "Mit diesem Werkzeug können gelöschte Dateien angezeigt werden."],
    ["read", "此工具用于查询已删除的订单，不会修改任何数据。"],
    ["write", "Marks a conversation as read without deleting it."],
    ["write", "Registers a webhook that is called when a payment is made."],
  ] satisfies [RiskClass, string][])("%s: %s", (expected, description) => {
    expect(classOf({ tool: "tool_a", description })).toBe(expected);
  });
});
