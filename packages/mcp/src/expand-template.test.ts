import { expect, test } from "vitest";
import { expandTemplate } from "./expand-template";

test.each([
  ["file:///{path}", "file:///a/b"],
  ["file:///{+path}", "file:///a/b"],
  ["file://{/path}", "file:///a/b"],
  ["x:y{.path}{#path}", "x:y.a/b#a/b"],
  ["x:y{?path}{&path}{;path}", "x:y?path=a/b&path=a/b;path=a/b"],
  ["x:{path:3}{path*}", "x:a/ba/b"],
  ["x:{other}/{path,other}", "x:{other}/{path,other}"],
  ["x:{toString}", "x:{toString}"],
])("%s is %s", (template, expanded) => expect(expandTemplate(template, { path: "a/b" })).toBe(expanded));
