package main

import (
	"strings"
	"testing"

	"kic/render"
)

func TestShardOfAnArrayJob(t *testing.T) {
	for _, c := range []struct {
		name, env string
		want      render.Shard
		wrong     string // part of the error
	}{
		{name: "none", env: "KIC_SHARDS=4"},
		{name: "Kubernetes", env: "JOB_COMPLETION_INDEX=0 KIC_SHARDS=4", want: render.Shard{Index: 1, Count: 4}},
		{name: "Kubernetes, the last", env: "JOB_COMPLETION_INDEX=3 KIC_SHARDS=4", want: render.Shard{Index: 4, Count: 4}},
		{name: "Kubernetes without a count", env: "JOB_COMPLETION_INDEX=3", wrong: "KIC_SHARDS"},
		{name: "Kubernetes with too small a count", env: "JOB_COMPLETION_INDEX=4 KIC_SHARDS=4", wrong: "none of 4 parts"},
		{name: "Slurm from 0", env: "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=4", want: render.Shard{Index: 3, Count: 4}},
		{name: "Slurm from 1", env: "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_STEP=1", want: render.Shard{Index: 4, Count: 4}},
		{name: "Slurm in steps", env: "SLURM_ARRAY_TASK_ID=20 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_STEP=5", want: render.Shard{Index: 3, Count: 4}},
		{name: "Slurm with gaps", env: "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=3", wrong: "without gaps"},
		{name: "Slurm, one task again", env: "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_COUNT=1 KIC_SHARDS=4", want: render.Shard{Index: 3, Count: 4}},
		{name: "AWS Batch", env: "AWS_BATCH_JOB_ARRAY_INDEX=9 AWS_BATCH_JOB_ARRAY_SIZE=10", want: render.Shard{Index: 10, Count: 10}},
		{name: "not a number", env: "AWS_BATCH_JOB_ARRAY_INDEX=x AWS_BATCH_JOB_ARRAY_SIZE=10", wrong: "not a number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := map[string]string{}
			for _, pair := range strings.Fields(c.env) {
				name, value, _ := strings.Cut(pair, "=")
				env[name] = value
			}
			got, _, err := arrayShard(func(name string) string { return env[name] })
			if got != c.want || (err != nil) != (c.wrong != "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("got %v, error %v; want %v, error with %q", got, err, c.want, c.wrong)
			}
		})
	}
}

func TestShardOption(t *testing.T) {
	for _, s := range []string{"", "1", "0/2", "3/2", "a/b", "1/2/3", "-1/2", "1/99999"} {
		if got, err := parseShard(s); err == nil {
			t.Errorf("%q is taken for %v", s, got)
		}
	}
	if got, err := parseShard("2/4"); err != nil || got != (render.Shard{Index: 2, Count: 4}) {
		t.Errorf("2/4 is taken for %v, error %v", got, err)
	}
}
