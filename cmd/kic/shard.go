package main

import (
	"strconv"
	"strings"

	"kic/render"
)

// shardsVariable says how many shards there are where the scheduler doesn't.
const shardsVariable = "KIC_SHARDS"

// arrays are the schedulers whose array jobs say by variables which part is to be made.
var arrays = []struct {
	index, count string
	from, step   string // where the indices needn't start at 0 and count by 1
}{
	{index: "JOB_COMPLETION_INDEX"}, // Kubernetes Indexed Jobs
	{index: "SLURM_ARRAY_TASK_ID", count: "SLURM_ARRAY_TASK_COUNT", from: "SLURM_ARRAY_TASK_MIN", step: "SLURM_ARRAY_TASK_STEP"}, // Slurm arrays
	{index: "AWS_BATCH_JOB_ARRAY_INDEX", count: "AWS_BATCH_JOB_ARRAY_SIZE"},                                                      // AWS Batch
}

// parseShard reads what --shard says: "2/4".
func parseShard(s string) (render.Shard, error) {
	index, count, ok := strings.Cut(s, "/")
	i, err1 := strconv.Atoi(strings.TrimSpace(index))
	n, err2 := strconv.Atoi(strings.TrimSpace(count))
	if !ok || err1 != nil || err2 != nil || i < 1 || i > n || n > render.MaxShards {
		return render.Shard{}, errShard(s)
	}
	return render.Shard{Index: i, Count: n}, nil
}

// arrayShard is the shard that the scheduler of an array job asks for, with the variable that says so; without one, it is
// the whole. KIC_SHARDS goes before the scheduler's own count, and then indices start at 0: so a part of an array can be
// submitted again.
func arrayShard(getenv func(string) string) (shard render.Shard, variable string, err error) {
	for _, a := range arrays {
		if getenv(a.index) == "" {
			continue
		}
		number := func(name string, otherwise int) int {
			if name == "" || getenv(name) == "" || err != nil {
				return otherwise
			}
			n, wrong := strconv.Atoi(getenv(name))
			if wrong != nil {
				err = errVariable(name, getenv(name))
			}
			return n
		}
		index, from, step := number(a.index, 0), number(a.from, 0), number(a.step, 1)
		count := number(a.count, 0)
		if n := number(shardsVariable, 0); n > 0 {
			count, from, step = n, 0, 1
		}
		at := (index - from) / max(step, 1)
		switch {
		case err != nil:
			return render.Shard{}, "", err
		case count == 0:
			return render.Shard{}, "", errShardCount(a.index)
		case at < 0 || at >= count || count > render.MaxShards:
			return render.Shard{}, "", errShardRange(a.index, index, count)
		}
		return render.Shard{Index: at + 1, Count: count}, a.index, nil
	}
	return render.Shard{}, "", nil
}
