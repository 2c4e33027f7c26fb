import { isJsonObject, type JsonObject, ownMember } from "./json-value";
import { SERVER_INFO_KEY, STATELESS_VERSIONS } from "./stateless-version";
import { UNCACHED } from "./to-stateless-answer";

/** What is told of a server by what `filterInitializeResult` left of its introduction. */
export function discoverResult(introduction: JsonObject): JsonObject {
  const capabilities = ownMember(introduction, "capabilities");
  const instructions = ownMember(introduction, "instructions");
  const serverInfo = ownMember(introduction, "serverInfo");
  return {
    resultType: "complete",
    supportedVersions: STATELESS_VERSIONS,
    capabilities: isJsonObject(capabilities) ? capabilities : {},
    ...(instructions === undefined ? {} : { instructions }),
    ...UNCACHED,
    _meta: serverInfo === undefined ? {} : { [SERVER_INFO_KEY]: serverInfo },
  };
}
