/** What the proxy counts. Names and labels are read by dashboards and alerts: change them on purpose. */
const COUNTERS = {
  policylayer_calls_total: "Judged tool calls by decision.",
  policylayer_outcomes_total: "Forwarded tool calls by what became of them.",
  policylayer_faults_total: "Requests answered 503 because the gateway could not judge or record, by code.",
  policylayer_degraded_calls_total: "Tool calls judged without the counter store, by decision.",
  policylayer_degraded_refusals_total:
    "Tool calls refused for want of the counter store in organizations that chose availability, by reason.",
  policylayer_refused_requests_total: "Requests refused before they were judged, by code.",
  policylayer_upstream_frames_dropped_total: "Messages of upstreams that were not relayed, by kind.",
  policylayer_definitions_reported_total: "Servers seen to list other tools than were approved, and reported.",
  policylayer_sessions_total: "Sessions by event.",
  policylayer_server_requests_total: "Requests of servers to their clients, by what became of them.",
  policylayer_approvals_total: "Calls that waited for a person or used an approval, by event.",
} as const;

export type Counter = keyof typeof COUNTERS;

/** Plain counters in Prometheus' text format. They start at zero with the process. */
export class Metrics {
  readonly #counts = new Map<Counter, Map<string, number>>();

  constructor(
    /** Read at each scrape. */
    private readonly outcomesDropped: () => number,
    /** Lines about the present, not about the past. */
    private readonly gauges: () => string = () => "",
  ) {}

  count(counter: Counter, label: string): void {
    const labels = this.#counts.get(counter);
    if (labels === undefined) this.#counts.set(counter, new Map([[label, 1]]));
    else labels.set(label, (labels.get(label) ?? 0) + 1);
  }

  get(counter: Counter, label: string): number {
    return this.#counts.get(counter)?.get(label) ?? 0;
  }

  render(): string {
    let text = "";
    for (const [counter, help] of Object.entries(COUNTERS)) {
      text += `# HELP ${counter} ${help}\n# TYPE ${counter} counter\n`;
      for (const [known, labels] of this.#counts) {
        if (known !== counter) continue;
        for (const [label, value] of labels) text += `${counter}{kind="${label}"} ${value}\n`;
      }
    }
    text += "# HELP policylayer_outcomes_dropped_total Outcomes given up because the stream did not take them.\n";
    text += `# TYPE policylayer_outcomes_dropped_total counter\npolicylayer_outcomes_dropped_total ${this.outcomesDropped()}\n`;
    return text + this.gauges();
  }
}
