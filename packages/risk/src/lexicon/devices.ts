import { foldWord } from "./fold-word";

/** What moves or burns when it is told to: opening a door is no change of a record. */
export const devices: ReadonlySet<string> = new Set(
  `door doors garage blind blinds shutter shutters curtain curtains valve lamp lamps light lights bulb thermostat
  heater heating boiler oven fan aircon hvac ac vacuum sprinkler sprinklers irrigation siren motor pump
  drone elevator dome domes hatch gate gates barrier vent vents damper dampers roof skylight conveyor hoist crane telescope mount sluice
  puerta puertas porton garaje persiana persianas cortina luz luces lampara bombilla termostato calefaccion cerradura enchufe riego
  porte portail volet volets rideau rideaux lampe lumiere thermostat chauffage serrure prise arrosage
  tur tuer haustur haustuer tor garagentor rollladen rolladen jalousie vorhang licht lampe leuchte heizung thermostat schloss steckdose bewasserung bewaesserung kuppel kran pumpe ventil motor teleskop maschine anlage roboter roboterarm forderband foerderband antrieb luftung lueftung
  porta portao persiana cortina luz lampada termostato aquecimento fechadura tomada irrigacao
  porta cancello tapparella tapparelle tenda luce lampada termostato riscaldamento serratura presa irrigazione`
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(foldWord),
);

export const UNSPACED_DEVICE =
  /[门門灯燈锁鎖扉鍵]|空调|空調|窗帘|风扇|暖气|插座|热水器|灌溉|喷灌|ドア|照明|電気|電灯|エアコン|カーテン|シャッター|ライト|ランプ|暖房|扇風機|散水/;

/** Told to a device, these do something at once. */
export const DEVICE_VERBS: ReadonlySet<string> = new Set(
  `open close lock unlock set change adjust toggle enable disable activate deactivate raise lower update send put raise scale rotate park home
  abrir cerrar bloquear desbloquear ajustar activar desactivar establecer cambiar subir bajar
  ouvrir fermer verrouiller déverrouiller régler ajuster activer désactiver
  öffnen schließen verriegeln entsperren sperren einstellen setzen stellen drehen ausrichten richten aktivieren deaktivieren
  fechar trancar destrancar ativar desativar definir
  aprire chiudere bloccare sbloccare regolare impostare attivare disattivare`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
