import { Card } from "@/components/ui/card";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function LoadingStack() {
  return (
    <Card isFlush>
      <SkeletonRows label="Loading the stack" />
    </Card>
  );
}
