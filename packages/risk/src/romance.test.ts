import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import type { RiskClass, ToolFacts } from "./risk-class";

const classOf = (facts: ToolFacts): RiskClass => classifyTool(facts).class;
const taking = (...names: string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

describe("a name of nouns in Spanish, French, Portuguese and Italian", () => {
  it.each(
    `polizas_vigentes licitaciones_abiertas radares_moviles obras_expuestas fila_regulacao leitos_vagos sancoes_empresa failles_actives
    navires_a_quai annonces_bodacc soldes_conges navi_in_porto opere_esposte anteprima_certificato ordini_aperti cuadro_amortizacion
    horaires_train catastro_parcela vulnerabilita_aperte solde_compte taille_dossier qualite_air crm.oportunidades_por_etapa`.split(
      /\s+/,
    ),
  )("%s shows what it begins with", (tool) => {
    expect(classifyTool({ tool })).toMatchObject({ class: "read", isUnknown: false });
  });

  it.each(
    `eliminacion_historial borrado_historial exclusao_ficha suppression_historique cancellazione_storico remboursement_fiche usuarios_baja
    serveurs_arret inventario_reinicio saldo_retiro saldo_pix agenda_vaciado pagos_masivos transferencias_masivas rimborsi_lotto
    eliminaciones_programadas clientes_vacia tabla_truncado clientes_depuracion zampar_clientes ordini_elimina`.split(
      /\s+/,
    ),
  )("%s may be something that is done", (tool) => {
    for (const inputSchema of [undefined, taking("id"), taking("cliente_id", "fecha")])
      expect(classOf({ tool, inputSchema })).not.toBe("read");
  });

  it("lists money only for parameters that pick some out, and nothing for those that carry something", () => {
    const pagos = (...names: string[]) => classifyTool({ tool: "pagos_proveedor", inputSchema: taking(...names) });
    expect(pagos("nif", "ano")).toMatchObject({ class: "read", isUnknown: false });
    expect(pagos("nif", "importe").class).not.toBe("read");
    expect(pagos().isUnknown).toBe(true);
    expect(classOf({ tool: "alergenos_plato", inputSchema: taking("plato") })).toBe("read");
    expect(classOf({ tool: "alergenos_plato", inputSchema: taking("mensaje_id") })).toBe("read");
    expect(classOf({ tool: "alergenos_plato", inputSchema: taking("plato", "texto") })).not.toBe("read");
  });

  it("knows by its things which language a verb is of", () => {
    expect(classOf({ tool: "quadra_cassa" })).toBe("write");
    expect(classOf({ tool: "apagar_digitais" })).toBe("destructive");
    expect(classOf({ tool: "apagar_luces" })).toBe("execute");
    expect(classOf({ tool: "reverse_geocode" })).toBe("read");
  });
});

describe("what the object makes of a verb", () => {
  it.each([
    ["write", "anular_reserva", "destructive", "anular_contrato"],
    ["write", "disdici_visita", "destructive", "disdici_contratto"],
    ["write", "transferer_lit", "financial", "transferer_fonds"],
    ["execute", "transferir_llamada", "financial", "transferir_fondos"],
    ["write", "prestar_libro", "financial", "prestar_dinero"],
    ["financial", "devolver_fianza", "write", "devolver_libro"],
    ["write", "deposita_atto", "financial", "deposita_denaro"],
    ["write", "preleva_campione", "financial", "preleva_contanti"],
    ["write", "lancar_despesa", "execute", "lancar_foguete"],
    ["execute", "regler_temperature", "financial", "regler_facture"],
    ["execute", "imprimir_etiqueta", "read", "imprimir_resumen"],
    ["write", "seguir_perfil", "read", "seguir_pedido"],
    ["financial", "contratar_seguro", "write", "contratar_empleado"],
    ["execute", "attiva_allarme", "write", "attiva_utente"],
    ["financial", "faire_don", "financial", "hacer_bizum"],
    ["destructive", "ripristino_fabbrica", "financial", "ordenar_transferencia"],
    ["write", "crear_borrador_factura", "financial", "crear_factura"],
    ["write", "cadastrar_chave_pix", "financial", "cadastrar_pix"],
    ["read", "gerar_relatorio", "write", "gerar_cadastro"],
    ["execute", "poner_lavadora", "write", "poner_nota"],
    ["write", "enviar_recordatorio_pago", "financial", "enviar_pago"],
    ["destructive", "cancelar_definitivamente", "write", "cancelar_pedido"],
    ["write", "nuovo_fornitore", "read", "traduci_avviso"],
    ["write", "contabilizar_factura", "financial", "abonar_factura"],
  ] satisfies [RiskClass, string, RiskClass, string][])("%s: %s; %s: %s", (first, one, second, other) => {
    expect([classOf({ tool: one }), classOf({ tool: other })]).toEqual([first, second]);
  });

  it.each([
    ["execute", "Pone en marcha el lavavajillas."],
    ["execute", "Remet le service en route."],
    ["execute", "Mette in funzione la lavatrice."],
    ["execute", "Põe a máquina para funcionar."],
    ["execute", "Fait clignoter le voyant."],
    ["destructive", "Met fin à l'abonnement."],
    ["destructive", "Riporta il dispositivo alle impostazioni di fabbrica."],
    ["write", "Passe la commande à l'état expédié."],
    ["write", "Prend rendez-vous chez le praticien."],
    ["write", "Dá baixa em um chamado resolvido."],
    ["destructive", "Dá baixa definitiva na empresa."],
    ["financial", "Crea un enlace de pago."],
    ["write", "Envía la factura por correo al cliente."],
    ["read", "Restitue le détail d'un virement."],
    ["destructive", "Procède à la suppression du compte."],
    ["write", "Anotación del siniestro."],
    ["destructive", "Anulação do registro."],
  ] satisfies [RiskClass, string][])("%s: %s", (expected, description) => {
    expect(classOf({ tool: "tool_a", description })).toBe(expected);
  });
});

describe("a text that only names what it shows", () => {
  it.each([
    "Fila de espera por especialidade.",
    "Últimas lecturas del contador.",
    "Relevé des compteurs de la journée.",
    "Cruscotto con gli indicatori del mese.",
    "Qui occupe chaque salle.",
    "Prova a secco dell'invio, non trasmette nulla.",
    "À partir d'un numéro, donne les dirigeants.",
    "Mostra-se o saldo atual.",
    "Simula o parcelamento no cartão.",
  ])("%s", (description) => {
    expect(classifyTool({ tool: "tool_a", description })).toMatchObject({ class: "read", isUnknown: false });
  });

  it.each([
    "Zampa el historial.",
    "Pilonne des exemplaires du catalogue.",
    "Sbriciola fascicoli.",
    "Restitue le solde au client.",
    "Zampa fichas, no envía nada.",
    "Rabote la table.",
    "Sbriciola il fascicolo.",
    "Rasga as fichas.",
    "Encarga la baja del saldo.",
  ])("%s may be something that is done", (description) => {
    expect(classOf({ tool: "tool_a", description })).not.toBe("read");
  });
});
