flat in vec4 frame;
flat in vec4 faceNormal;
flat in vec4 faceColour;
flat in vec3 faceBelow;
in vec2 place;

out vec4 fragColour;

void main()
{
    vec3 normal = gl_FrontFacing ? faceNormal.xyz : -faceNormal.xyz;
    // As under a wide, soft sky that is a little brighter in the south-west: the walls of a corner differ, floors are
    // lightest, undersides darkest. No shadows: a room has to be read.
    float lightness = 0.85 + 0.11 * dot(normal.xy, faceBelow.yz);
    lightness += normal.z > 0.0 ? 0.15 * normal.z : 0.22 * normal.z;
    float above = clamp((place.x - faceBelow.x) * 1.4, 0.0, 1.0);
    lightness *= 1.0 - 0.20 * faceNormal.w * (1.0 - above) * (1.0 - above);
    lightness = mix(lightness, 1.0, faceColour.a);
    fragColour = vec4(finishAt(faceColour.rgb * lightness, place.y, gl_FragCoord.xy * frame.xy), frame.w);
}
