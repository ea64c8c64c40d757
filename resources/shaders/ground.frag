flat in vec4 frame;
out vec4 fragColour;

#ifdef BEYOND
in vec3 farColour;

void main()
{
    fragColour = vec4(rimmed(farColour, gl_FragCoord.xy * frame.xy), frame.w);
}
#else
flat in vec4 faceColour;
in vec4 away;
in vec4 shade;
#ifdef PLACED
in vec2 place;
#endif

#ifdef IMAGERY
uniform sampler2D imagery;
uniform vec4 imageryArea; // west, south, 1 / width, 1 / height
uniform float imageryOpacity;
#endif

#ifdef HOLE
uniform sampler2D hole;
uniform vec4 holeArea; // west, south, 1 / width, 1 / height
#endif

#ifdef GREEN
float hash(vec2 p)
{
    vec3 q = fract(vec3(p.xyx) * 0.1031);
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
}

float noise(vec2 p)
{
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
#endif

void main()
{
#ifdef HOLE
    // An entered building stands in it with its own floors.
    if (texture(hole, (place - holeArea.xy) * holeArea.zw).a > 0.5)
        discard;
#endif
    vec3 colour = faceColour.rgb;
    float alpha = frame.w;
#ifdef IMAGERY
    vec4 picture = texture(imagery, (place - imageryArea.xy) * imageryArea.zw);
    colour = mix(colour, picture.rgb * imageryTone, picture.a * imageryOpacity);
    alpha = 1.0;
#endif
    vec2 open = openness(shade.xyz, frame.z);
    float lightness = mix(1.0, open.x * mix(shadeOnGround, 1.0, open.y * away.w), faceColour.a);
    // Programs of their own rather than branches: software GL would run all of them for every pixel.
#ifdef WATER
    vec3 look = normalize(away.xyz);
    float mirror = (1.0 + look.z) * (1.0 + look.z) * (1.0 + look.z);
    colour = mix(colour, skyMirror.rgb, mirror * skyMirror.w);
#endif
#ifdef GREEN
    colour *= 1.0 + grain * (noise(place * 0.12) - 0.5);
#endif
    float clear = clearness(away.xyz, shade.w);
    fragColour = vec4(finishAt(colour * lightness, clear, gl_FragCoord.xy * frame.xy), alpha);
}
#endif
